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
        scope.conditions = conditions
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
        for (key, node) in zip(sort, clauses.first(.sortClause)?.nodes(.sortKey) ?? []) {
            refuseNeighbours(key.expression, node.range, scope)
        }
        for key in sort where uses(key.expression, scope, \.followsDisplayOrder) {
            fail(
                "sort-by-running", at: clauses.first(.sortClause)?.range ?? SourceRange(0, 0),
                "a running total follows the order of the rows and cannot make it") as Void?
        }
        if let having = clauses.first(.havingClause)?.nodes.first, let condition = bindHaving(having, scope) {
            refuseNeighbours(condition, having.range, scope)
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
        let sides = [false, true].compactMap { isOther in
            on(other: isOther, comparison, scope) { bindCondition(node, .measure(scope)) }
        }
        return sides.count == 2 ? BoundExpression(.and(sides), .boolean) : nil
    }

    /// A row of a cross-tab is chosen and sorted by all of its columns together.
    private func refuseNeighbours(_ expression: BoundExpression, _ range: SourceRange, _ scope: MeasureScope) {
        guard scope.stage.acrossCount > 0, uses(expression, scope, \.looksAtNeighbours) else { return }
        fail(
            "across-window", at: range,
            "a row of a cross-tab stands for all of its columns, where a measure that compares rows or buckets has no value",
            advice: "take the dimension behind `across` into `group by`, or name a measure of the rows themselves")
            as Void?
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
        guard let body = node.nodes.last, body.kind != .label, !failOnJoinedDimensions(body),
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
            guard let instant = axisTime(bound, grain, header(body), at: body.range) else { return }
            time = instant
        } else if let column = scope.rows.dataSet?.timeColumn
            ?? scope.rows.fields.firstIndex(where: { $0.type.isTemporal })
            ?? scope.rows.fields.firstIndex(where: { $0.type.isPeriod })
        {
            let name = scope.rows.fields[column].name
            guard let instant = axisTime(scope.rows.column(column), grain, name, at: clause.range) else { return }
            time = instant
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
        scope.axisEnds = (limits.end, limits.end)
        if let comparison = scope.comparison {
            scope.axisEnds.other = self.limits(of: time, in: comparison.shared + [comparison.other]).end
            if comparison.overlaps {
                scope.isOtherSide = true
                let bucket = scope.bucket(grain, time)
                scope.isOtherSide = false
                // Rows that do not count must not lengthen the axis either.
                scope.otherBucket = BoundExpression(
                    .conditional([(comparison.other, bucket)], otherwise: .constant(.missing, type: bucket.type)),
                    bucket.type)
            }
        }
        scope.update {
            $0.axis = GroupedStage.TimeAxis(
                dimension: index, grain: grain, start: limits.start, end: limits.end,
                dataStart: bounds(of: time, scope.rows)?.lowerBound,
                dataEnd: scope.rows.asOf?.end, emptyDay: emptyDay(time, scope.rows))
        }
    }

    /// The time that an axis goes by. A bucket of an earlier stage stands on a coarser axis where it begins.
    private func axisTime(
        _ expression: BoundExpression, _ grain: Grain, _ name: String, at range: SourceRange
    ) -> BoundExpression? {
        if expression.type.isTemporal { return expression }
        guard case .period(let finer) = expression.type else {
            return fail(
                "axis-type", at: range, "a time axis needs a time; `\(name)` is \(expression.type.description)")
        }
        guard finer <= grain else {
            return fail(
                "axis-type", at: range, "`\(name)` is \(expression.type.description), which has no \(grain.rawValue)s",
                advice: "the stage before can go `over \(grain.rawValue)`")
        }
        return start(of: expression)
    }

    /// The first and the last value of a time column in the data.
    private func bounds(of time: BoundExpression, _ rows: RowScope) -> ClosedRange<Int64>? {
        guard case .column(.input(let index, _)) = time.kind else { return nil }
        return rows.dataSet?.table.columns[index].bounds
    }

    /// The day of the data's end, where no time of the column lies on it or behind; a day that `as of` names is whole.
    private func emptyDay(_ time: BoundExpression, _ rows: RowScope) -> Int64? {
        guard let asOf = rows.asOf, !asOf.isRewound, let last = bounds(of: time, rows)?.upperBound else { return nil }
        return last < asOf.day ? asOf.day : nil
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
                if label == nil, case .column(.dimension) = bound.kind {
                    failOnShownDimension(node)
                    continue
                }
                fail(
                    "duplicate-label", at: node.range, "the result already has a column `\(item.name)`",
                    advice: "give one of them a label: `name = …`") as Void?
            }
            add(item: item, at: node.range, to: &items)
            scope.add(item: item, node: body, isLabelled: label != nil)
        }
        if !clauses.has(.showClause) {
            if let comparison = scope.comparison {
                let now = on(other: false, comparison, scope) { count(scope) }
                let before = on(other: true, comparison, scope) { count(scope) }
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
}
