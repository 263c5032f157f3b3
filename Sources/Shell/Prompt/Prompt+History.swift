import Columnar
import Diagnostics
import Engine
import LineEditor
import Semantics
import TabularIO

/// What was asked, now and in earlier sessions.
extension Prompt {
    /// How a query ran, as the history tells it.
    func outcome(of result: QueryResult) -> String {
        let rows = result.table.rowCount
        let time = NumberText.fixed(result.timing.total, decimals: 1)
        let padded = DisplayText.padded(time, to: 8, right: true)
        return "\(NumberText.grouped(Int64(rows))) row\(rows == 1 ? " " : "s") \(padded) ms"
    }

    /// The entries that asked the data set at hand, or all; the results of this session with their numbers.
    func listHistory(all: Bool) {
        let name = catalog.environment.dataSets.first?.name
        var lines: [String] = []
        for entry in earlier where all || (entry.dataSet != nil && entry.dataSet == name) {
            guard !PromptCommand.isCommand(entry.text) else { continue }
            lines.append(line(entry, number: nil, all))
        }
        for run in runs where all || run.entry.dataSet == name {
            lines.append(line(run.entry, number: run.number, all))
        }
        guard !lines.isEmpty else { return fail("nothing has been asked yet") }
        page(lines.joined(separator: "\n"))
    }

    private func line(_ entry: HistoryEntry, number: Int?, _ all: Bool) -> String {
        let label = DisplayText.padded(number.map { "#\($0)" } ?? "", to: 5, right: true)
        let head = label + DisplayText.padded(entry.outcome ?? "", to: 24, right: true) + "  "
        let data = all ? (entry.dataSet.map { $0 + ": " } ?? "") : ""
        let lines = (data + entry.text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A narrow terminal has the query below how it ran.
        let width = Terminal.width ?? .max
        let isNarrow = width < 2 * head.count
        let indent = isNarrow ? 2 : head.count
        let rows = lines.flatMap { wordWrapped($0, to: max(20, width - indent)) }
        let space = String(repeating: " ", count: indent)
        let isBare = isNarrow && head.allSatisfy(\.isWhitespace)
        return (isBare ? space : isNarrow ? String(head.drop { $0 == " " }) + "\n" + space : head)
            + rows.joined(separator: "\n" + space)
    }
}
