import Columnar
import Diagnostics
import Execution
import Planning
import Semantics
import Syntax
import TabularIO

extension Catalog {
    /// The answer of a query in one line, while it is still being typed: the rows it is about, its groups, its first row.
    /// Nil for a text that is no complete query without errors, writes a file, or was cancelled.
    ///
    /// It may run on any thread; the session is not touched.
    package func preview(of text: String, isCancelled: @escaping @Sendable () -> Bool) -> String? {
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
        let rows = "\(grouped(outcome.matchedRows)) row\(outcome.matchedRows == 1 ? "" : "s")"
        let count = outcome.table.rowCount
        guard count > 0 else { return "\(rows) · no result" }
        return "\(rows) · \(grouped(count)) result\(count == 1 ? "" : "s") · \(first(outcome.table))"
    }

    /// The cells of the first row: `district 1: late% 61.2%`.
    private func first(_ table: ResultTable) -> String {
        let columns = table.columns.indices.filter { table.columns[$0].role != .companion }
        func text(_ column: Int) -> String {
            "\(table.columns[column].header) \(DisplayText.cell(of: table.columns[column], row: 0))"
        }
        let dimensions = columns.filter { table.columns[$0].role == .dimension }.prefix(2).map(text)
        let items = columns.filter { table.columns[$0].role == .item }.prefix(3).map(text)
        return (dimensions.isEmpty ? "" : dimensions.joined(separator: ", ") + ": ") + items.joined(separator: ", ")
    }
}
