import Columnar
import Diagnostics
import Semantics
import Syntax
import TabularIO

extension Session {
    /// Lets a `set` statement take effect.
    func set(
        _ option: String, to value: Value, at node: SyntaxNode, _ findings: inout [Diagnostic]
    ) throws(EngineError) {
        environment.options[option] = value
        guard option == "holidays", case .text(let path) = value else { return }
        switch FileOpener().open(path, loader()) {
        case .success(let days):
            if let column = days.table.columns.first(where: { $0.type.isTemporal }) {
                environment.holidays = (0..<column.count).compactMap { column[$0].integer }
            } else {
                findings.append(
                    Diagnostic(
                        id: "holidays", at: node.range, "`\(path)` has no column of dates",
                        advice: "one date a line, such as 2020-12-25, below a header"))
            }
        case .failure(let error):
            findings.append(Diagnostic(id: "cannot-load", at: node.nodes.last?.range ?? node.range, error.message))
        }
    }
}
