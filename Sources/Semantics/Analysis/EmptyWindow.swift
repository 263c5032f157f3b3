import Columnar
import Diagnostics
import Syntax

/// A growth against the year before on an axis of one year: it has no value anywhere, and nothing on the screen says why.
struct EmptyWindow: Analyzer {
    let id = "empty-window"
    let explanation = """
        A change, a growth or a rolling mean looks back further than the time axis goes, and has no value in any bucket. \
        The axis is as long as `where` leaves it; a later stage chooses among buckets that have their values: \
        `… | where month in 2022`.
        """
    let example = "over month where opened in 2022 show growth 1y in count"

    func inspect(_ stage: GroupedStage, _ clauses: ClauseSet, _ binder: Binder) {
        // What cuts the result may leave only the first buckets, which have nothing before them.
        guard let grain = stage.axis?.grain.rawValue, stage.windows.contains(where: looksBack), stage.limit == nil,
            stage.top == nil, stage.having == nil
        else { return }
        let isCut = clauses.has(.whereClause)
        for node in clauses.all(.showClause).flatMap({ $0.nodes(.item) }) {
            guard let body = node.nodes.last, body.kind == .window else { continue }
            let name = binder.label(node) ?? binder.header(body)
            let range = binder.site(of: node.range).range
            let id = id
            binder.afterwards(self) { facts in
                let table = facts.table
                guard let column = table.columns.firstIndex(where: { $0.header == name && $0.role == .item }),
                    table.rowCount > 0,
                    (0..<table.rowCount).allSatisfy({ table.value(row: $0, column: column) == .missing })
                else { return nil }
                return Diagnostic(
                    .warning, id: id, at: range, "`\(name)` looks back further than the \(grain)s of the result go",
                    advice: isCut ? "a later stage may choose among them: `… | where \(grain) in 2022`" : nil)
            }
        }
    }

    private func looksBack(_ window: WindowCall) -> Bool {
        switch window.kind {
        case .change, .growth, .rolling: true
        default: false
        }
    }
}
