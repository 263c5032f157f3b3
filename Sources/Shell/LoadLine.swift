import Engine
import TabularIO

/// The line after a load: rows, columns, profile, time.
enum LoadLine {
    static func text(_ summary: LoadSummary) -> String {
        let rows = NumberText.grouped(Int64(summary.rows))
        let profile = summary.profile.map { "profile \($0)" } ?? "no profile fits, columns keep their headers"
        let milliseconds = NumberText.grouped(Int64((summary.seconds * 1_000).rounded()))
        let line = "\(summary.name): \(rows) rows × \(summary.columns) columns · \(profile) · \(milliseconds) ms"
        let count = summary.warnings.count
        return count == 0 ? line : line + " · \(count) \(count == 1 ? "oddity" : "oddities")"
    }
}
