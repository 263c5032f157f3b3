import Columnar
package import Diagnostics
import Execution
import LanguageService
import Planning
import Semantics
import Syntax
import TabularIO

/// What is said about a text while it is still being typed.
package enum Preview: Sendable {
    case answer(String)
    /// The mistakes of a text that has no answer, in its order.
    case mistakes([Diagnostic])

    /// The line that stands under the text while the cursor is at a UTF-8 offset of it.
    package func line(under text: String, cursor: Int) -> String? {
        switch self {
        case .answer(let line): return line
        case .mistakes(let mistakes):
            guard let first = mistakes.first(where: { !Preview.isUnfinished($0, text, cursor) }) else { return nil }
            return first.message + (first.advice.map { " · \($0)" } ?? "")
        }
    }

    /// Whether further typing may mend a mistake by itself: it is at the cursor, or reaches the end of the text. A name
    /// is finished once the cursor has left it.
    private static func isUnfinished(_ mistake: Diagnostic, _ text: String, _ cursor: Int) -> Bool {
        if mistake.range.start <= cursor, cursor <= mistake.range.end { return true }
        let space = text.utf8.reversed().prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }.count
        return mistake.range.end >= text.utf8.count - space && mistake.id != "unknown-column"
    }
}

extension Catalog {
    /// What is said about a text while it is still being typed: its answer, else its mistakes. Nil for what is merely
    /// incomplete, writes a file, or was cancelled.
    ///
    /// It may run on any thread; the session is not touched.
    package func preview(of text: String, isCancelled: @escaping @Sendable () -> Bool) -> Preview? {
        if let answer = answer(to: text, isCancelled: isCancelled) { return .answer(answer) }
        guard !isCancelled() else { return nil }
        let mistakes = Script(SourceText(text, name: "preview"), self).diagnostics().filter { $0.severity == .error }
        return mistakes.isEmpty ? nil : .mistakes(mistakes)
    }

    /// The answer of a query in one line, while it is still being typed: the rows it is about, its groups, its first row.
    /// Nil for a text that is no complete query without errors, writes a file, or was cancelled.
    private func answer(to text: String, isCancelled: @escaping @Sendable () -> Bool) -> String? {
        guard Session.isComplete(text) else { return nil }
        let tree = Parser.parse(SourceText(text, name: "preview"))
        guard tree.diagnostics.isEmpty, let statement = tree.root.nodes.last, statement.kind == .queryStatement,
            let query = statement.first(.query),
            !query.nodes.flatMap(\.nodes).contains(where: { $0.kind == .intoClause || $0.kind == .reference }),
            let plan = Binder.bind(query, in: environment).plan
        else { return nil }
        var options = options
        options.isCancelled = isCancelled
        guard !isCancelled(), let outcome = try? Executor(options).run(PhysicalPlanner.plan(Optimizer.optimize(plan)))
        else { return nil }
        let rows = counted(outcome.matchedRows, "row")
        let count = outcome.table.rowCount
        guard count > 0 else { return "\(rows) · no result" }
        return "\(rows) · \(counted(count, "result")) · \(first(outcome.table))"
    }

    /// The cells of the first row: `district 1: late% 61.2%`.
    private func first(_ table: ResultTable) -> String {
        let columns = table.columns.indices.filter { table.columns[$0].role != .companion }
        func text(_ column: Int) -> String {
            "\(table.columns[column].header) \(DisplayColumn(table.columns[column], rows: [0]).text(row: 0))"
        }
        let dimensions = columns.filter { table.columns[$0].role == .dimension }.prefix(2).map(text)
        let items = columns.filter { table.columns[$0].role == .item }.prefix(3).map(text)
        return (dimensions.isEmpty ? "" : dimensions.joined(separator: ", ") + ": ") + items.joined(separator: ", ")
    }
}
