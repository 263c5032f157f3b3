import Columnar
import Engine
import TabularIO

/// The line after a load: rows, columns, profile, time.
enum LoadLine {
    static func text(_ summary: LoadSummary) -> String {
        let profile = summary.profile.map { "profile \($0)" } ?? "no profile fits, columns keep their headers"
        let milliseconds = grouped(Int((summary.seconds * 1_000).rounded()))
        let line =
            "\(summary.name): \(grouped(summary.rows)) rows × \(summary.columns) columns · \(profile) · \(milliseconds) ms"
        let count = summary.warnings.count
        return count == 0 ? line : line + " · \(count) \(count == 1 ? "oddity" : "oddities")"
    }
}
