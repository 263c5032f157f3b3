import Columnar
import Engine

/// The JSON object that `--timing` writes for each statement.
enum TimingLine {
    static func json(_ result: QueryResult) -> String {
        let timing = result.timing
        let fields = [
            ("parse_ms", number(timing.parse)), ("plan_ms", number(timing.plan)),
            ("execute_ms", number(timing.execute)),
            ("format_ms", number(timing.format)), ("total_ms", number(timing.total)),
            ("cpu_ms", number(timing.processor)),
            ("rows_scanned", String(result.scannedRows)), ("rows_returned", String(result.table.rowCount)),
        ]
        return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    /// Milliseconds to a tenth of a microsecond.
    private static func number(_ value: Double) -> String { ValueText.number((value * 10_000).rounded() / 10_000) }
}
