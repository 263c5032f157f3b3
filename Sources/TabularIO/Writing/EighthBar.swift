/// Horizontal bars drawn with the eighth blocks of Unicode.
package enum EighthBar {
    /// A bar that fills `fraction` of `width` cells; the text is as long as the bar.
    package static func text(_ fraction: Double, width: Int) -> String {
        let eighths = Int((min(max(fraction, 0), 1) * Double(width * 8)).rounded())
        let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        var text = String(repeating: "█", count: eighths / 8)
        if eighths % 8 > 0 { text.append(parts[eighths % 8 - 1]) }
        return text
    }
}
