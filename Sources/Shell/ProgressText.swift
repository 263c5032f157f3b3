internal import TabularIO

/// The text of the progress bar, apart from the terminal so that it can be tested.
package enum ProgressText {
    private static let barWidth = 20

    /// ` ████████▌            42%  1,234,567 rows  77 of 182 MB  3 s left`, with parts dropped from the right until it
    /// fits in `width` cells, one of which stays free so that the cursor does not wrap.
    package static func line(rows: Int, bytes: Int, totalBytes: Int?, seconds: Double, width: Int) -> String {
        var parts: [String] = []
        if let totalBytes, totalBytes > 0 {
            let fraction = min(1, Double(bytes) / Double(totalBytes))
            let bar = EighthBar.text(fraction, width: barWidth)
            let percent = "\(Int(fraction * 100))%"
            parts.append(
                " " + bar + String(repeating: " ", count: barWidth - bar.count + max(1, 5 - percent.count)) + percent)
            parts.append("\(NumberText.grouped(Int64(rows))) rows")
            parts.append("\(megabytes(bytes)) of \(megabytes(totalBytes)) MB")
            if fraction > 0 { parts.append(remaining(seconds * (1 - fraction) / fraction)) }
        } else {
            parts.append(" \(NumberText.grouped(Int64(rows))) rows")
            parts.append("\(megabytes(bytes)) MB")
        }
        while parts.count > 1, parts.joined(separator: "  ").count > width - 1 { parts.removeLast() }
        return String(parts.joined(separator: "  ").prefix(max(0, width - 1)))
    }

    private static func megabytes(_ bytes: Int) -> String {
        bytes < 10_000_000
            ? NumberText.fixed(Double(bytes) / 1e6, decimals: 1) : NumberText.grouped(Int64(bytes / 1_000_000))
    }

    /// Rounded up, so that the last second is not `0 s left`.
    private static func remaining(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 1e6))
        return whole < 60 ? "\(whole) s left" : "\(whole / 60) min \(whole % 60) s left"
    }
}
