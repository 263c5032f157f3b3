import Columnar
import Diagnostics
import Syntax

/// Rates of a handful of rows, which chance moves by tens of points.
struct FewCases: Analyzer {
    private static let least = 30.0

    let id = "few-cases"
    let explanation = """
        A rate in the result has fewer than 30 cases below the line. One case more or less moves it by points, and such \
        groups lead every ranking. `with ci 95%` shows how far chance reaches, `having count >= 30` keeps the groups \
        that are large enough.
        """
    let example = "where opened in 2020-01 group by department show late%"

    func inspect(_ stage: GroupedStage, _ clauses: ClauseSet, _ binder: Binder) {
        guard stage.items.contains(where: { $0.expression.type == .rate && $0.companions.isEmpty }),
            !stage.writesCounts,
            let show = clauses.all(.showClause).first
        else { return }
        let node = show.nodes(.item).first { $0.nodes.last?.kind == .rate } ?? show
        // A bucket that is not over has few cases by itself; its mark says so.
        let axis = stage.axis?.dimension
        let (range, isOwn) = binder.site(of: node.range)
        let id = id
        let fixIts = isOwn ? interval(clauses) : []
        binder.afterwards(self) { facts in
            var small = 0
            var all = 0
            var smallest = FewCases.least
            for column in facts.table.columns where column.role == .item {
                guard case .pairs(_, let counts) = column.column.storage, column.type == .rate else { continue }
                for (row, count) in counts.elements.enumerated() where count > 0 {
                    if let axis, facts.table.mark(row: row, column: axis) == .partial { continue }
                    all += 1
                    if count < FewCases.least { small += 1 }
                    smallest = min(smallest, count)
                }
            }
            guard small > 0 else { return nil }
            let which =
                small == all
                ? all == 1 ? "the rate rests" : "all \(grouped(all)) rates rest"
                : "\(grouped(small)) of \(grouped(all)) rates rest\(small == 1 ? "s" : "")"
            return Diagnostic(
                .warning, id: id, at: range,
                "\(which) on fewer than 30 cases\(small == 1 ? ":" : ", the smallest on") \(Int(smallest))",
                fixIts: fixIts)
        }
    }

    /// Asks for intervals: behind the options that the stage has, else at its end.
    private func interval(_ clauses: ClauseSet) -> [FixIt] {
        if let with = clauses.first(.withClause) {
            return [FixIt("add `ci 95%`", range: SourceRange(with.range.end, with.range.end), replacement: ", ci 95%")]
        }
        guard let end = clauses.end else { return [] }
        return [FixIt("add `with ci 95%`", range: SourceRange(end, end), replacement: " with ci 95%")]
    }
}
