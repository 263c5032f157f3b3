import Engine
import TabularIO

/// The line under a table: what it is an answer about, and what it leaves out.
enum Footer {
    static func text(_ result: QueryResult) -> String {
        var parts = [rows(result)]
        parts += result.notes
        if let asOf = result.asOf { parts.append("as of \(asOf)") }
        parts.append("\(milliseconds(result.timing.total)) ms")
        return parts.joined(separator: " · ")
    }

    private static func rows(_ result: QueryResult) -> String {
        let scanned = NumberText.grouped(Int64(result.scannedRows))
        let plural = result.scannedRows == 1 ? "row" : "rows"
        if result.matchedRows == result.scannedRows { return "\(scanned) \(plural)" }
        return "\(NumberText.grouped(Int64(result.matchedRows))) of \(scanned) \(plural)"
    }

    private static func milliseconds(_ value: Double) -> String {
        value < 10 ? NumberText.fixed(value, decimals: 1) : NumberText.grouped(Int64(value.rounded()))
    }
}
