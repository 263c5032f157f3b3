import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// why = "why" sum ( "between" period "and" period | "for" expression "vs" ( "rest" | expression ) ) "by" dimensions
    ///
    /// Each dimension is taken apart by itself: effects of several at once would count the same rows twice.
    func bindWhy(_ clause: SyntaxNode, _ input: LogicalPlan, _ rows: RowScope) -> LogicalPlan? {
        let nodes = clause.nodes.filter { $0.kind != .dimension }
        guard let measure = nodes.first, let sides = whySides(clause, Array(nodes.dropFirst()), rows) else {
            return nil
        }
        var parts: [GroupedStage] = []
        var type: DataType?
        for node in clause.nodes(.dimension) {
            let scope = MeasureScope(rows: rows)
            guard let body = node.nodes.last, let dimension = bind(body, .row(rows)) else { return nil }
            scope.add(
                dimension: GroupedStage.Dimension(name: label(node) ?? header(body), expression: dimension),
                text: header(body))
            guard let found = bindRatio(measure, sides, scope) else { return nil }
            type = found
            parts.append(scope.stage)
        }
        guard let type, !parts.isEmpty else { return nil }
        let both = BoundExpression.any([sides.before, sides.after])
        return .why(
            .filter(input, both),
            WhyStage(
                parts: parts, measure: measure.canonicalText, type: type, before: sides.beforeName,
                after: sides.afterName))
    }

    struct WhySides {
        let before: BoundExpression
        let after: BoundExpression
        let beforeName: String
        let afterName: String
    }

    private func whySides(_ clause: SyntaxNode, _ nodes: [SyntaxNode], _ rows: RowScope) -> WhySides? {
        if clause.has(.between) {
            guard nodes.count == 2 else { return nil }
            guard let column = rows.dataSet?.timeColumn else {
                return fail("no-time", at: clause.range, "`why … between` needs data with a time column")
            }
            guard let first = bindPeriod(nodes[0], rows), let second = bindPeriod(nodes[1], rows) else { return nil }
            let time = rows.column(column)
            return WhySides(
                before: compare(.equal, time, first, exact: false), after: compare(.equal, time, second, exact: false),
                beforeName: nodes[0].canonicalText, afterName: nodes[1].canonicalText)
        }
        guard let named = nodes.first, let after = bindCondition(named, .row(rows)) else { return nil }
        if nodes.count > 1 {
            guard let before = bindCondition(nodes[1], .row(rows)) else { return nil }
            return WhySides(
                before: before, after: after, beforeName: nodes[1].canonicalText, afterName: named.canonicalText)
        }
        return WhySides(
            before: after.negated, after: after, beforeName: "rest",
            afterName: named.canonicalText)
    }

    /// Adds the ratio's parts on both sides as items; gives the ratio's type.
    private func bindRatio(_ node: SyntaxNode, _ sides: WhySides, _ scope: MeasureScope) -> DataType? {
        var items: [Item] = []
        var type = DataType.rate
        for (name, side) in [("before", sides.before), ("after", sides.after)] {
            if node.kind == .rate {
                guard let rate = under(side, scope, { bind(node, .measure(scope)) }) else { return nil }
                items.append(Item(name: name, expression: rate))
                continue
            }
            guard node.kind == .aggregate, node.text(node.firstToken).lowercased() == "avg",
                let operandNode = node.nodes.first,
                let operand = bind(operandNode, .row(scope.rows))
            else {
                return fail(
                    "why-measure", at: node.range,
                    "`why` takes a rate or an average apart, found `\(node.canonicalText)`",
                    advice: "for example `why late% …` or `why avg time_to_close …`")
            }
            guard case .result(let mean) = AggregateFunction.named("avg")?.type(operand.type),
                let sum = AggregateFunction.named("sum")
            else { return fail("why-measure", at: node.range, "\(operand.type.description) has no average") }
            type = mean
            let known = BoundExpression.all([side, operand.isKnown])
            let total = scope.reference(
                AggregateCall(
                    function: sum, operand: operand, condition: side, type: operand.type,
                    name: "sum \(operand) if \(side)",
                    text: node.canonicalText, operandText: operandNode.canonicalText))
            items.append(Item(name: "\(name) sum", expression: total))
            items.append(Item(name: "\(name) count", expression: under(known, scope) { count(scope) }))
        }
        scope.update { $0.items = items }
        return type
    }
}
