internal import Columnar
internal import Diagnostics
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
            parts.append(bar(fraction))
            parts.append("\(grouped(rows)) rows")
            parts.append("\(megabytes(bytes)) of \(megabytes(totalBytes)) MB")
            if fraction > 0 { parts.append(remaining(seconds * (1 - fraction) / fraction)) }
        } else {
            parts.append(" \(grouped(rows)) rows")
            parts.append("\(megabytes(bytes)) MB")
        }
        return fitting(parts, width)
    }

    /// ` ████████▌            42%  3 s left` of a query, with the number of its pass over the rows from the second one on;
    /// ` …  4 s` while nothing is counted.
    /// - Parameter passSeconds: how long the pass has lasted. The time left is that of the pass: what comes behind it is
    ///   not known.
    package static func line(
        pass: Int, share: Double?, seconds: Double, passSeconds: Double, width: Int
    ) -> String {
        guard let share else { return fitting([" …", "\(Int(seconds)) s"], width) }
        var parts = [bar(share)]
        if pass > 1 { parts.append("pass \(pass)") }
        if share > 0 { parts.append(remaining(passSeconds * (1 - share) / share)) }
        return fitting(parts, width)
    }

    private static func bar(_ fraction: Double) -> String {
        let bar = BlockText.bar(fraction, width: barWidth)
        let percent = "\(Int(fraction * 100))%"
        return " " + bar + String(repeating: " ", count: barWidth - bar.count + max(1, 5 - percent.count)) + percent
    }

    private static func fitting(_ parts: [String], _ width: Int) -> String {
        var parts = parts
        while parts.count > 1, parts.joined(separator: "  ").count > width - 1 { parts.removeLast() }
        return String(parts.joined(separator: "  ").prefix(max(0, width - 1)))
    }

    private static func megabytes(_ bytes: Int) -> String {
        bytes < 10_000_000
            ? NumberText.fixed(Double(bytes) / 1e6, decimals: 1) : grouped(bytes / 1_000_000)
    }

    /// Rounded up, so that the last second is not `0 s left`.
    private static func remaining(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 1e6))
        return whole < 60 ? "\(whole) s left" : "\(whole / 60) min \(whole % 60) s left"
    }
}
