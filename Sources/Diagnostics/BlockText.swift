/// Bars drawn with the block elements of Unicode, an eighth of a cell at a time.
package enum BlockText {
    private static let widths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    /// From an eighth of a cell's height to all of it.
    package static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar that fills `fraction` of `width` cells; the text is as long as the bar.
    package static func bar(_ fraction: Double, width: Int) -> String {
        let eighths = Int((min(max(fraction, 0), 1) * Double(width * 8)).rounded())
        return String(repeating: "█", count: eighths / 8) + (eighths % 8 > 0 ? String(widths[eighths % 8 - 1]) : "")
    }

    /// Counts as a line of bars, the largest a whole cell high; what is 0 shows nothing.
    package static func spark(_ counts: [Int]) -> String {
        let most = counts.max() ?? 0
        return String(counts.map { $0 == 0 ? " " : heights[min(7, $0 * 8 / (most + 1))] })
    }
}
