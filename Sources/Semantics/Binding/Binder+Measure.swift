import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    func bindMeasure(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        let nodes = node.nodes
        switch node.kind {
        case .aggregate: return filled(bindAggregate(node, scope), scope)
        case .rate: return filled(nodes.first.flatMap { rate($0, node, scope) }, scope)
        case .window: return bindWindow(node, scope, within: [])
        case .ifModifier:
            guard nodes.count == 2, let condition = bindCondition(nodes[1], .row(scope.rows)) else { return nil }
            inspect(conditions: Conjunction.parts(of: nodes[1], condition), .row(scope.rows))
            let text = scope.conditionText
            scope.conditionText = " if \(nodes[1].canonicalText)\(text)"
            defer { scope.conditionText = text }
            return under(condition, scope) { bind(nodes[0], .measure(scope)) }
        case .withinModifier:
            guard let share = nodes.first, share.kind == .window, share.has(.share) else {
                return fail(
                    "within-without-share", at: node.range,
                    "`within` belongs to `share of`: `share of count within district`")
            }
            let names = nodes.dropFirst().compactMap { name -> Int? in dimensionIndex(name, scope) }
            return names.count == nodes.count - 1 ? bindWindow(share, scope, within: names) : nil
        case .perModifier: return bindPer(node, scope)
        default: return bindAdjusted(node, scope)
        }
    }

    // MARK: - Aggregates

    /// The measure `count`, under the conditions around it.
    func count(_ scope: MeasureScope) -> BoundExpression {
        let name = "count" + (scope.condition.map { " if \($0)" } ?? "")
        return scope.reference(
            AggregateCall(
                function: .count, operand: nil, condition: scope.condition, type: .integer, name: name, text: "count"))
    }

    /// `count(…)`: other languages' spelling for counting rows, with or without a condition.
    func countCall(_ node: SyntaxNode) -> BoundExpression? {
        let argument = node.nodes.first
        if let argument, argument.kind == .aggregate, argument.text(argument.firstToken).lowercased() == "distinct" {
            return failOnForeign(node.text, argument.text, at: node.range)
        }
        let spelling = argument.map { "(count if \($0.canonicalText))" } ?? "count"
        let message =
            argument.map {
                "`count` counts rows and takes no operand; rows where `\($0.canonicalText)` holds are counted by `count if \($0.canonicalText)`"
            }
            ?? "`count` stands without parentheses"
        return fail(
            "count-operand", at: node.range, message,
            fixIts: [.writing(spelling, at: node.range)])
    }

    private func bindAggregate(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        let word = node.text(node.firstToken).lowercased()
        if word == "wait" { return bindWait(node, scope) }
        guard let operandNode = node.nodes.first else { return nil }
        let fraction = AggregateWord.quantile(word)
        guard let function = fraction != nil ? AggregateFunction.quantile : AggregateFunction.named(word),
            let operand = within(.operand(word), { bind(operandNode, .row(scope.rows)) })
        else { return nil }
        return aggregate(function, fraction: fraction, operand, operandNode, node, scope)
    }

    private func aggregate(
        _ function: AggregateFunction, fraction: Double?, _ operand: BoundExpression, _ operandNode: SyntaxNode,
        _ node: SyntaxNode, _ scope: MeasureScope
    ) -> BoundExpression? {
        var operand = operand.type == .points ? converted(operand, to: .percent) : operand
        var rule = function.type(operand.type)
        if case .refused = rule, function.name != "sum", operand.type == .rate || operand.type == .share {
            // The smallest or the middle of some rates is one by their values; their sum is none.
            operand = converted(operand, to: .percent)
            rule = function.type(.percent)
        }
        if case .refused = rule, (scope.rows.dataSet?.table.rowCount ?? 0) > 0,
            KnownValues(of: operand, scope.rows)?.dictionary.count == 0
        {
            // A column of rows without any value could hold numbers as well: their average is missing, their sum 0.
            operand = .constant(.missing, type: .number)
            rule = function.type(.number)
        }
        switch rule {
        case .refused(let reason):
            let text = operandNode.canonicalText
            let rate = "\(operandNode.kind == .name ? text : "(\(text))")%"
            let spellings: [String] =
                switch operand.type {
                case .boolean: function.name == "sum" ? ["(count if \(text))", rate] : [rate]
                case .text: ["mode \(text)"]
                case .rate: ["avg \(text)"]
                default: []
                }
            return fail(
                "measure-type", at: node.range, "`\(node.canonicalText)`: \(reason)",
                advice: spellings.isEmpty
                    ? nil : "write \(spellings.map { "`\($0)`" }.joined(separator: " or "))",
                fixIts: spellings.map { FixIt.writing($0, at: node.range) })
        case .result(let type):
            let word = fraction != nil ? node.text(node.firstToken).lowercased() : function.name
            let name = "\(word) \(operand)" + (scope.condition.map { " if \($0)" } ?? "")
            return scope.reference(
                AggregateCall(
                    function: function, operand: operand, condition: scope.condition, fraction: fraction ?? 0,
                    type: type, name: name, text: node.canonicalText + scope.conditionText,
                    operandText: operandNode.canonicalText))
        }
    }

    /// `c%`: a condition's share of the rows where it is known. A rate of an earlier stage keeps its own pair.
    private func rate(_ operandNode: SyntaxNode, _ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        if let removed = scope.rows.removed, operandNode.kind == .name, nameKey(operandNode.text) == "removed" {
            // Of the rows before: every condition counts but that a row was kept.
            let kept = removed.negated.description
            let parts = (scope.condition.map(conjuncts) ?? []).filter { $0.description != kept }
            let condition = parts.isEmpty ? nil : BoundExpression.all(parts)
            return scope.reference(
                AggregateCall(
                    function: .rate, operand: removed, condition: condition, type: .rate,
                    name: "removed%" + (condition.map { " if \($0)" } ?? ""), text: "removed%", operandText: "removed"))
        }
        // `late%` of the stage before is a column, and what is late is no longer known.
        if scope.rows.dataSet == nil, operandNode.kind == .name,
            let column = scope.rows.columns(named: node.canonicalText).first,
            scope.rows.columns(named: operandNode.unquoted(operandNode.firstToken)).isEmpty
        {
            return rowNameInMeasure(node.canonicalText, node, scope.rows.column(column))
        }
        guard let bound = bind(operandNode, .row(scope.rows)) else { return nil }
        guard let condition = condition(bound, operandNode, scope.rows) else { return nil }
        inspect(conditions: [Conjunction.Part(node: operandNode, expression: condition)], .row(scope.rows))
        let name = "\(describe(condition))%" + (scope.condition.map { " if \($0)" } ?? "")
        return scope.reference(
            AggregateCall(
                function: .rate, operand: condition, condition: scope.condition, type: .rate, name: name,
                text: node.canonicalText + scope.conditionText, operandText: operandNode.canonicalText))
    }

    private func conjuncts(_ condition: BoundExpression) -> [BoundExpression] {
        if case .and(let parts) = condition.kind { return parts.flatMap(conjuncts) }
        return [condition]
    }

    private func describe(_ condition: BoundExpression) -> String {
        if case .column(let reference) = condition.kind { return reference.name }
        return "(\(condition))"
    }

    // MARK: - Windows

    private func bindWindow(_ node: SyntaxNode, _ scope: MeasureScope, within: [Int]) -> BoundExpression? {
        guard let operandNode = node.nodes.first else { return nil }
        let word = node.text(node.firstToken).lowercased()
        switch word {
        case "share":
            guard let operand = bind(operandNode, .measure(scope)) else { return nil }
            guard isAdditive(operand, scope) else {
                return fail(
                    "share-of-non-sum", at: operandNode.range,
                    "a share needs a measure that adds up, such as `count` or `sum x`; `\(operandNode.canonicalText)` does not"
                )
            }
            let names = within.map { scope.stage.dimensions[$0].name }
            let name = "share of \(operand)" + (names.isEmpty ? "" : " within \(names.joined(separator: ", "))")
            return scope.reference(WindowCall(kind: .share(within: within), operand: operand, type: .share, name: name))
        case "running":
            guard let operand = bind(operandNode, .measure(scope)) else { return nil }
            guard operand.type == .share || isAdditive(operand, scope) else {
                return fail(
                    "running-of-non-sum", at: operandNode.range,
                    "a running total needs a measure that adds up, such as `count` or `sum x`; `\(operandNode.canonicalText)` does not"
                )
            }
            return scope.reference(
                WindowCall(kind: .running, operand: operand, type: operand.type, name: "running \(operand)"))
        case "rank", "index", "anomaly": return bindComparedWindow(word, node, operandNode, scope)
        default: return bindAxisWindow(word, node, operandNode, scope)
        }
    }

    /// Whether the values of groups add up to the value of all: counts, sums, and sums of those.
    func isAdditive(_ expression: BoundExpression, _ scope: MeasureScope) -> Bool {
        switch expression.kind {
        case .column(.aggregate(let index, _)):
            let call = scope.stage.calls[index]
            return (call.function.name == "count" || call.function.name == "sum") && call.type.physical != .pairs
        case .arithmetic(.add, let left, let right), .arithmetic(.subtract, let left, let right):
            return isAdditive(left, scope) && isAdditive(right, scope)
        case .arithmetic(.multiply, let left, let right):
            return (left.constantValue != nil && isAdditive(right, scope))
                || (right.constantValue != nil && isAdditive(left, scope))
        case .arithmetic(.divide, let left, let right): return right.constantValue != nil && isAdditive(left, scope)
        case .convert(let inner): return isAdditive(inner, scope)
        default: return false
        }
    }

    /// The dimension that a name in `within` or `per` means.
    func dimensionIndex(_ node: SyntaxNode, _ scope: MeasureScope) -> Int? {
        let text = node.kind == .name ? node.unquoted(node.firstToken) : node.canonicalText
        if case .column(.dimension(let index, _))? = scope.dimension(text)?.kind { return index }
        let names = scope.stage.dimensions.map(\.name)
        let (advice, fixIts) = didYouMean(text, at: node.range, among: names)
        if names.isEmpty, let fixIt = groupFixIt(for: node.range) {
            return fail(
                "unknown-dimension", at: node.range, "`\(text)` is no dimension of this query: there is no `group by`",
                fixIts: [fixIt])
        }
        return fail(
            "unknown-dimension", at: node.range, "`\(text)` is no dimension of this query",
            advice: advice
                ?? (names.isEmpty ? "there is no `group by`" : "dimensions: \(names.joined(separator: ", "))"),
            fixIts: fixIts)
    }

    /// `top 2 type per department` without groups: they are those that the clause names.
    private func groupFixIt(for range: SourceRange) -> FixIt? {
        guard let clause = path(to: range).last(where: { $0.kind == .topClause }) else { return nil }
        let outer = clause.first(.perPart)?.nodes.last.map(\.text)
        let inner = clause.first(.name)?.text
        let spelling = "group by \([outer, inner].compactMap { $0 }.joined(separator: ", "))"
        return FixIt(
            "add `\(spelling)`", range: SourceRange(clause.range.start, clause.range.start),
            replacement: spelling + " ")
    }
}
