import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// A stage with measures: dimensions first, then items, then everything that speaks about the result.
    func bindGrouped(
        _ clauses: ClauseSet, _ input: LogicalPlan, _ rows: RowScope, _ conditions: [BoundExpression],
        _ comparison: Comparison?
    ) -> LogicalPlan? {
        let scope = MeasureScope(rows: rows)
        scope.comparison = comparison
        scope.condition = rows.removed.map { BoundExpression(.not($0), .boolean) }
        bindDimensions(clauses, scope, conditions)
        bindFill(clauses, scope)
        bindItems(clauses, scope)
        checkFill(clauses, scope)
        let level = Level.measure(scope)
        // Behind the items a measure means the base's side of a comparison.
        if let comparison { scope.condition = comparison.base }
        let sort = clauses.first(.sortClause).map { sortKeys($0) { self.bind($0, level) } } ?? []
        scope.update { $0.sort = sort }
        for key in sort where usesRunning(key.expression, scope) {
            fail(
                "sort-by-running", at: clauses.first(.sortClause)?.range ?? SourceRange(0, 0),
                "a running total follows the order of the rows and cannot make it") as Void?
        }
        if let having = clauses.first(.havingClause)?.nodes.first, let condition = bindHaving(having, scope) {
            scope.update { $0.having = condition }
        }
        if let limit = clauses.first(.limitClause), let count = count(limit) { scope.update { $0.limit = count } }
        let outer = scope.condition
        bindOptions(clauses, scope)
        scope.condition = outer
        if let top = clauses.first(.topClause) { bindTop(top, clauses, scope) }
        if let comparison {
            let (base, other, word) = (comparison.base, comparison.other, comparison.word)
            scope.update { $0.sides = GroupedStage.Sides(base: base, other: other, word: word) }
        }
        inspect(scope.stage, clauses)
        return diagnostics.hasErrors ? nil : .group(input, scope.stage)
    }

    /// In a comparison the condition must hold on both sides.
    private func bindHaving(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        guard let comparison = scope.comparison else {
            guard let condition = bindCondition(node, .measure(scope)) else { return nil }
            inspect(conditions: Conjunction.parts(of: node, condition), .measure(scope))
            return condition
        }
        let outer = scope.condition
        scope.condition = nil
        defer { scope.condition = outer }
        let sides = [comparison.base, comparison.other].compactMap { side in
            under(side, scope) { bindCondition(node, .measure(scope)) }
        }
        return sides.count == 2 ? BoundExpression(.and(sides), .boolean) : nil
    }

    private func usesRunning(_ expression: BoundExpression, _ scope: MeasureScope) -> Bool {
        expression.references.contains { reference in
            if case .window(let index, _) = reference { scope.stage.windows[index].followsDisplayOrder } else { false }
        }
    }

    /// Whether a measure looks at other rows or buckets, in another way than a share.
    private func usesNeighbours(_ expression: BoundExpression, _ scope: MeasureScope) -> Bool {
        expression.references.contains { reference in
            guard case .window(let index, _) = reference else { return false }
            if case .share = scope.stage.windows[index].kind { return false }
            return true
        }
    }

    // MARK: - Dimensions

    private func bindDimensions(_ clauses: ClauseSet, _ scope: MeasureScope, _ conditions: [BoundExpression]) {
        for node in clauses.first(.groupByClause)?.nodes(.dimension) ?? [] { bindDimension(node, scope) }
        if let over = clauses.first(.overClause) { bindAxis(over, scope, conditions) }
        let before = scope.stage.dimensions.count
        for node in clauses.first(.acrossClause)?.nodes(.dimension) ?? [] { bindDimension(node, scope) }
        scope.update { $0.acrossCount = $0.dimensions.count - before }
    }

    private func bindDimension(_ node: SyntaxNode, _ scope: MeasureScope) {
        guard let body = node.nodes.last, body.kind != .label,
            let bound = within(.dimension, { bind(body, .row(scope.rows)) })
        else { return }
        let name = label(node) ?? header(body)
        guard bound.type.physical != .pairs else {
            fail(
                "dimension-type", at: body.range,
                "`\(header(body))` is \(bound.type.description): rows cannot be grouped by it") as Void?
            return
        }
        if scope.stage.dimensions.contains(where: { $0.name == name }) {
            fail(
                "duplicate-label", at: node.range, "the result already has a column `\(name)`",
                advice: "give one of them a label: `name = …`") as Void?
        }
        scope.add(dimension: GroupedStage.Dimension(name: name, expression: bound), text: header(body))
    }

    /// over = "over" GRAIN [ "of" dimension ]
    private func bindAxis(_ clause: SyntaxNode, _ scope: MeasureScope, _ conditions: [BoundExpression]) {
        let words = clause.tokens.filter { $0.kind == .word }
        guard words.count > 1, let grain = grain(clause.text(words[1]), at: words[1].range) else { return }
        let time: BoundExpression
        if let body = clause.first(.dimension)?.nodes.last {
            guard let bound = bind(body, .row(scope.rows)) else { return }
            guard bound.type.isTemporal else {
                fail(
                    "axis-type", at: body.range,
                    "a time axis needs a time; `\(header(body))` is \(bound.type.description)") as Void?
                return
            }
            time = bound
        } else if let column = scope.rows.dataSet?.timeColumn
            ?? scope.rows.fields.firstIndex(where: { $0.type.isTemporal })
        {
            time = scope.rows.column(column)
        } else {
            fail(
                "axis-type", at: clause.range, "`over` needs a time column, and the data has none",
                notes: ["columns: \(scope.rows.names.prefix(12).joined(separator: ", "))"]) as Void?
            return
        }
        inspect(BoundExpression(.period(grain, time), .period(grain)), at: clause, .row(scope.rows))
        let index = scope.stage.dimensions.count
        let name = grain.rawValue
        scope.add(
            dimension: GroupedStage.Dimension(
                name: name,
                expression: scope.comparison.map { comparedAxis(grain, time, $0) }
                    ?? BoundExpression(.period(grain, time), .period(grain))), text: name)
        let limits = limits(of: time, in: scope.comparison.map { $0.shared + [$0.base] } ?? conditions)
        scope.update {
            $0.axis = GroupedStage.TimeAxis(
                dimension: index, grain: grain, start: limits.start, end: limits.end,
                dataStart: firstTime(time, scope.rows),
                dataEnd: scope.rows.asOf?.end)
        }
    }

    /// The first value of a time column in the data.
    private func firstTime(_ time: BoundExpression, _ rows: RowScope) -> Int64? {
        guard case .column(.input(let index, _)) = time.kind else { return nil }
        return rows.dataSet?.table.columns[index].bounds?.lowerBound
    }

    /// The instants that the conditions of `where` confine a time to.
    func limits(of time: BoundExpression, in conditions: [BoundExpression]) -> (start: Int64?, end: Int64?) {
        guard case .column(let axis) = time.kind else { return (nil, nil) }
        var start: Int64?
        var end: Int64?
        var open = conditions
        while let condition = open.popLast() {
            switch condition.kind {
            case .and(let parts): open += parts
            case .comparison(let op, let left, let right):
                guard case .column(axis) = left.kind, let value = right.constantValue?.integer else { continue }
                switch op {
                case .greaterOrEqual: start = max(start ?? value, value)
                case .greater: start = max(start ?? value, value + 1)
                case .less: end = min(end ?? value, value)
                case .lessOrEqual: end = min(end ?? value + 1, value + 1)
                default: break
                }
            default: break
            }
        }
        return (start, end)
    }

    // MARK: - Items

    private func bindItems(_ clauses: ClauseSet, _ scope: MeasureScope) {
        var items: [Item] = []
        for node in clauses.all(.showClause).flatMap({ $0.nodes(.item) }) {
            guard let body = node.nodes.last, body.kind != .label else { continue }
            let label = label(node)
            if let comparison = scope.comparison {
                for item in bindCompared(body, name: label ?? header(body), comparison, scope) {
                    add(item: item, at: node.range, to: &items)
                }
                scope.update { $0.items = items }
                scope.addCompared(node: body, name: label ?? header(body), isLabelled: label != nil)
                continue
            }
            guard let bound = bind(body, .measure(scope)) else { continue }
            let item = Item(name: label ?? header(body), expression: bound)
            if scope.stage.dimensions.contains(where: { $0.name == item.name }) {
                fail(
                    "duplicate-label", at: node.range, "the result already has a column `\(item.name)`",
                    advice: "give one of them a label: `name = …`") as Void?
            }
            add(item: item, at: node.range, to: &items)
            scope.add(item: item, node: body, isLabelled: label != nil)
        }
        if !clauses.has(.showClause) {
            if let comparison = scope.comparison {
                let now = under(comparison.base, scope) { count(scope) }
                let before = under(comparison.other, scope) { count(scope) }
                items = [
                    Item(name: "count", expression: now), Item(name: "count \(comparison.word)", expression: before),
                ]
                if let change = arithmetic(.subtract, now, before, at: SourceRange(0, 0)) {
                    items.append(Item(name: "count change", expression: change))
                }
            } else {
                items.append(Item(name: "count", expression: count(scope)))
            }
        }
        scope.update { $0.items = items }
    }

    // MARK: - Options, top

    private func bindOptions(_ clauses: ClauseSet, _ scope: MeasureScope) {
        for option in clauses.all(.withClause).flatMap({ $0.nodes(.option) }) {
            if option.has(.totals) {
                scope.update { $0.totals = true }
            } else if option.has(.n) {
                scope.update { $0.writesCounts = true }
            } else if option.has(.ci) {
                bindIntervals(option, scope)
            } else if option.has(.others), !clauses.has(.topClause) {
                fail(
                    "others-without-top", at: option.range,
                    "`others` are the groups outside the top, and the query has no `top`",
                    advice: "add `top 10`") as Void?
            }
        }
    }

    private func bindTop(_ clause: SyntaxNode, _ clauses: ClauseSet, _ scope: MeasureScope) {
        guard let count = count(clause) else { return }
        let parts = clause.nodes.filter { $0.kind != .byPart && $0.kind != .perPart }
        let dimension = parts.first.map { dimensionIndex($0, scope) }
        let per = clause.first(.perPart)?.nodes.first.map { dimensionIndex($0, scope) }
        if case .some(nil) = dimension { return }
        if case .some(nil) = per { return }
        if per != nil, dimension == nil {
            fail(
                "per-without-dimension", at: clause.range,
                "`per` needs the dimension that is ranked: `top 3 type per district`") as Void?
            return
        }
        var measure = scope.stage.items.first?.expression
        if let by = clause.first(.byPart)?.nodes.first { measure = bind(by, .measure(scope)) }
        guard let measure else { return }
        guard measure.type != .point, !usesRunning(measure, scope) else {
            fail("top-measure", at: clause.range, "rows cannot be ranked by this measure") as Void?
            return
        }
        let stage = scope.stage
        let ranksRows = dimension == nil || stage.dimensions.count == 1
        let isWholeRow = stage.axis == nil && stage.acrossCount == 0 && ranksRows
        guard isWholeRow || !usesNeighbours(measure, scope) else {
            fail(
                "top-measure", at: clause.range,
                "groups are ranked over the whole axis, where a measure that compares rows or buckets has no value",
                advice: "rank by the measure itself, or keep rows with `having`") as Void?
            return
        }
        let hasOthers = clauses.all(.withClause).contains { $0.nodes(.option).contains { $0.has(.others) } }
        scope.update {
            $0.top = GroupedStage.Top(
                count: count, isBottom: clause.has(.bottom), dimension: dimension ?? nil, per: per ?? nil,
                measure: measure, others: hasOthers)
        }
    }
}
