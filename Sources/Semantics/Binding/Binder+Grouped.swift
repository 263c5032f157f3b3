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
        scope.condition = rows.removed?.negated
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
            refuseColumns(key.expression, node.range, scope)
        }
        for key in sort where uses(key.expression, scope, \.followsDisplayOrder) {
            error(
                "sort-by-running", at: clauses.first(.sortClause)?.range ?? SourceRange(0, 0),
                "a running total follows the order of the rows and cannot make it")
        }
        if let having = clauses.first(.havingClause)?.nodes.first, let condition = bindHaving(having, scope) {
            refuseColumns(condition, having.range, scope)
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
        return sides.count == 2 ? BoundExpression.all(sides) : nil
    }

    /// A row of a cross-tab is chosen and sorted by all of its columns together.
    private func refuseColumns(_ expression: BoundExpression, _ range: SourceRange, _ scope: MeasureScope) {
        let stage = scope.stage
        guard stage.acrossCount > 0 else { return }
        if uses(expression, scope, \.looksAtNeighbours) {
            error(
                "across-window", at: range,
                "a row of a cross-tab stands for all of its columns, where a measure that compares rows or buckets has no value",
                advice:
                    "take the dimension behind `across` into `group by`, or name a measure of the rows themselves")
        } else if let column = expression.dimensions.first(where: { $0 >= stage.rowDimensionCount }) {
            let name = stage.dimensions[column].name
            error(
                "across-value", at: range,
                "a row of a cross-tab stands for all of its columns, and each of them has its own `\(name)`",
                advice: "write `group by` instead of `across` for `\(name)`, or name a measure of the rows")
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
        guard let body = node.nodes.last, body.kind != .label, !failOnJoinedDimensions(body),
            let bound = within(.dimension, { bind(body, .row(scope.rows)) })
        else { return }
        let name = label(node) ?? header(body)
        guard bound.type.physical != .pairs else {
            error(
                "dimension-type", at: body.range,
                "`\(header(body))` is \(bound.type.description): rows cannot be grouped by it")
            return
        }
        if scope.stage.dimensions.contains(where: { $0.name == name }) {
            refuse(duplicate: name, at: node.range)
        }
        scope.add(dimension: GroupedStage.Dimension(name: name, expression: bound), text: header(body))
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
                refuse(duplicate: item.name, at: node.range)
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
