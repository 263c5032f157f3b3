import Columnar
import Engine
import Semantics
import TabularIO

/// What a run gave: the table as text, and the account of it.
struct RunOutcome: Sendable {
    let text: String
    let rows: Int
    let milliseconds: Double

    /// Prepares a text and runs it all; the result is that of the last statement with output.
    init(_ text: String, _ session: Session) throws(EngineError) {
        let script = try session.prepare(text, name: "query")
        var table: ResultTable?
        var lines = ""
        var milliseconds = 0.0
        for statement in script.statements {
            if let explanation = try session.explanation(of: statement) {
                (lines, table) = (explanation, nil)
                continue
            }
            guard let result = try session.run(statement) else { continue }
            if result.path != nil { throw .output("a query with `into` is run from the command line") }
            table = result.table
            milliseconds = result.timing.total
            lines = RunOutcome.text(of: result)
        }
        self.text = lines
        rows = table?.rowCount ?? 0
        self.milliseconds = milliseconds
    }

    private static func text(of result: QueryResult) -> String {
        var bytes: [UInt8] = []
        var options = OutputOptions()
        options.width = 100
        guard let exporter = Exporters.named("table") else { return "" }
        let sink: ByteSink = { (piece) throws(OutputError) -> WriteOutcome in
            bytes.append(contentsOf: piece)
            return .written
        }
        _ = try? exporter.write(result.table.with(notes: [result.account]), options: options, to: sink)
        return String(decoding: bytes, as: UTF8.self)
    }
}
