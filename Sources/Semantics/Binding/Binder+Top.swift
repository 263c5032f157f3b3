import Columnar
import Diagnostics
import Syntax

extension Binder {
    func bindOptions(_ clauses: ClauseSet, _ scope: MeasureScope) {
        for option in clauses.all(.withClause).flatMap({ $0.nodes(.option) }) {
            if option.has(.totals) {
                scope.update { $0.totals = true }
            } else if option.has(.n) {
                scope.update { $0.writesCounts = true }
            } else if option.has(.ci) {
                bindIntervals(option, scope)
            } else if option.has(.others), !clauses.has(.topClause) {
                error(
                    "others-without-top", at: option.range,
                    "`others` are the groups outside the top, and the query has no `top`",
                    advice: "add `top 10`")
            }
        }
    }

    /// Whether a measure contains a window of some kind.
    func uses(_ expression: BoundExpression, _ scope: MeasureScope, _ kind: (WindowCall) -> Bool) -> Bool {
        expression.references.contains { reference in
            if case .window(let index, _) = reference { kind(scope.stage.windows[index]) } else { false }
        }
    }

    func bindTop(_ clause: SyntaxNode, _ clauses: ClauseSet, _ scope: MeasureScope) {
        guard let count = count(clause) else { return }
        let parts = clause.nodes.filter { $0.kind != .byPart && $0.kind != .perPart }
        let hasOthers = clauses.all(.withClause).contains { $0.nodes(.option).contains { $0.has(.others) } }
        var dimension = parts.first.map { dimensionIndex($0, scope) }
        let per = clause.first(.perPart)?.nodes.first.map { dimensionIndex($0, scope) }
        if case .some(nil) = dimension { return }
        if case .some(nil) = per { return }
        if per != nil, dimension == nil {
            error(
                "per-without-dimension", at: clause.range,
                "`per` needs the dimension that is ranked: `top 3 type per district`")
            return
        }
        // Without rows it is the columns that can be ranked.
        if dimension == nil, scope.stage.acrossCount > 0, scope.stage.rowDimensionCount == 0 { dimension = 0 }
        guard ranksAsLaidOut(clause, dimension ?? nil, per ?? nil, hasOthers, scope.stage) else { return }
        var measure = scope.stage.items.first?.expression
        if let by = clause.first(.byPart)?.nodes.first { measure = bind(by, .measure(scope)) }
        guard let measure else { return }
        guard measure.type != .point, !uses(measure, scope, \.followsDisplayOrder) else {
            error("top-measure", at: clause.range, "rows cannot be ranked by this measure")
            return
        }
        let stage = scope.stage
        let ranksRows = dimension == nil || stage.dimensions.count == 1
        let isWholeRow = stage.axis == nil && stage.acrossCount == 0 && ranksRows
        guard isWholeRow || !uses(measure, scope, \.hasNoTotal) else {
            error(
                "top-measure", at: clause.range,
                "groups are ranked over the whole axis, where a measure that compares rows or buckets has no value",
                advice: "rank by the measure itself, or keep rows with `having`")
            return
        }
        let ranked = stage.ranked(dimension ?? nil) + [per ?? nil].compactMap { $0 }
        if let many = measure.dimensions.first(where: { !ranked.contains($0) }) {
            error(
                "top-measure", at: clause.range,
                "what is ranked here has many values of `\(stage.dimensions[many].name)`, and no one to be ranked by",
                advice: "rank by a measure of the rows, such as `count`")
            return
        }
        scope.update {
            $0.top = GroupedStage.Top(
                count: count, isBottom: clause.has(.bottom), dimension: dimension ?? nil, per: per ?? nil,
                measure: measure, others: hasOthers)
        }
    }

    /// Whether columns of a cross-tab can be kept as `top` asks: whole ones, by the values of one dimension.
    private func ranksAsLaidOut(
        _ clause: SyntaxNode, _ dimension: Int?, _ per: Int?, _ hasOthers: Bool, _ stage: GroupedStage
    ) -> Bool {
        let isColumn = { (index: Int?) in (index ?? -1) >= stage.rowDimensionCount }
        if per != nil, isColumn(per) || isColumn(dimension) {
            let name = stage.dimensions[(isColumn(per) ? per : dimension) ?? 0].name
            error(
                "per-across", at: clause.range,
                "columns of a cross-tab are kept as a whole, and `\(name)` makes columns",
                advice: "write `group by \(name)` instead of `across \(name)`")
            return false
        }
        if hasOthers, isColumn(dimension), stage.acrossCount > 1 {
            error(
                "others-of-columns", at: clause.range,
                "`others` are one column of a cross-tab, and its columns have \(stage.acrossCount) dimensions",
                advice: "leave `with others` out, or `group by` all dimensions but one")
            return false
        }
        return true
    }
}
