import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// Binds any expression node; nil after a mistake, which has been reported.
    func bind(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard let bound = bindWithoutInspection(node, level) else { return nil }
        inspect(bound, at: node, level)
        return bound
    }

    private func bindWithoutInspection(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        if let whole = bindByText(node, level) { return whole }
        let nodes = node.nodes
        switch node.kind {
        case .name: return bindName(node, level)
        case .literal: return literalValue(node).map { .constant($0, type: $0.type ?? .boolean) }
        case .parenthesized: return nodes.first.flatMap { bind($0, level) }
        case .orExpression: return bindOr(node, level)
        case .andExpression:
            let parts = nodes.map { bindCondition($0, level) }
            let known = parts.compactMap { $0 }
            return known.count == parts.count ? BoundExpression.all(known) : nil
        case .notExpression:
            return nodes.first.flatMap { bindCondition($0, level) }?.negated
        case .comparison: return bindComparison(node, level)
        case .membership: return bindMembership(node, level)
        case .betweenExpression: return bindBetween(node, level)
        case .missingTest:
            guard let operand = nodes.first.flatMap({ bind($0, level) }) else { return nil }
            return BoundExpression(node.has(.missing) ? .isMissing(operand) : .isKnown(operand), .boolean)
        case .textTest: return bindTextTest(node, level)
        case .sumExpression, .productExpression: return bindArithmetic(node, level)
        case .negative:
            guard let first = nodes.first, let operand = bind(first, level) else { return nil }
            let zero: Value = operand.type.isDuration ? .duration(0) : .integer(0)
            return arithmetic(.subtract, .constant(zero, type: zero.type ?? .integer), operand, at: node.range)
        case .call: return bindCall(node, level)
        case .aggregate, .window, .rate, .ifModifier, .withinModifier, .perModifier, .adjustedModifier:
            guard case .measure(let scope) = level else {
                return measureInRow(node.canonicalText, at: node.range, isRate: node.kind == .rate)
            }
            return bindMeasure(node, scope)
        case .periodRange, .relativePeriod:
            return fail(
                "period-as-value", at: node.range,
                "the period `\(node.canonicalText)` stands behind `in` or a comparison with a time")
        default: return nil  // The parser has said what is missing.
        }
    }

    /// A dimension or a column of an earlier result named by the text of the expression that made it. Definitions know none;
    /// the stages of a view know their own.
    private func bindByText(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard node.kind != .name, node.kind != .literal, openDefinitions.last?.isView ?? true else { return nil }
        switch level {
        case .measure(let scope):
            if node.kind == .call || node.kind == .comparison || node.kind == .sumExpression {
                return scope.dimension(node.canonicalText)
            }
            return nil
        case .row(let scope):
            guard scope.dataSet == nil, let index = scope.fields.firstIndex(where: { $0.name == node.canonicalText })
            else { return nil }
            return scope.column(index)
        }
    }

    // MARK: - Conditions

    /// Binds an expression that must be true or false; a time counts as "is known".
    func bindCondition(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        guard let bound = bind(node, level) else { return nil }
        return condition(bound, node, level.rows)
    }

    func condition(_ bound: BoundExpression, _ node: SyntaxNode, _ rows: RowScope) -> BoundExpression? {
        if bound.type == .boolean { return bound }
        if bound.type.isTemporal { return bound.isKnown }
        let text = node.canonicalText
        let message = "expected a condition, found \(bound.type.description): `\(text)`"
        if let spelling = timeLying(in: node, rows) {
            return fail(
                "not-a-condition", at: node.range, message, advice: "a time lies in it: `\(spelling)`",
                fixIts: [.writing(spelling, at: node.range)])
        }
        return fail(
            "not-a-condition", at: node.range, message,
            advice: bound.type == .text ? "compare it: `\(text) = \"…\"`" : "compare it: `\(text) > …`")
    }

    /// `a or b` of conditions is a condition; of values it is "a, or b where a is missing".
    private func bindOr(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        let parts = nodes.compactMap { bind($0, level) }
        guard parts.count == nodes.count else { return nil }
        let conditions = parts.count { $0.type == .boolean }
        if conditions == parts.count { return .any(parts) }
        guard conditions == 0 else {
            let index = parts.firstIndex { $0.type != .boolean } ?? 0
            let isTime = parts[index].type.isTemporal && nodes[index].kind != .literal
            let alternatives = alternativesFixIts(nodes, at: index)
            return fail(
                "mixed-or", at: nodes[index].range,
                "`or` joins two conditions or two values; `\(nodes[index].canonicalText)` is \(parts[index].type.description)",
                advice: alternatives.isEmpty ? "compare it, or test `is known`" : nil,
                fixIts: isTime ? [.writing("\(nodes[index].text) is known", at: nodes[index].range)] : alternatives)
        }
        return coalesce(parts, at: node.range)
    }

    /// `district = 1 or 2`, where the values behind the first stand alone.
    private func alternativesFixIts(_ nodes: [SyntaxNode], at index: Int) -> [FixIt] {
        guard index > 0, case let comparison = nodes[index - 1], comparison.kind == .comparison,
            comparison.token(TokenKind.equal) != nil, let subject = comparison.nodes.first,
            let first = comparison.nodes.last, first.kind == .literal
        else { return [] }
        let values = [first] + nodes[index...].prefix { $0.kind == .literal }
        guard values.count > 1, let last = values.last else { return [] }
        let spelling = "\(subject.text) in (\(values.map(\.text).joined(separator: ", ")))"
        return [.writing(spelling, at: SourceRange(comparison.range.start, last.range.end))]
    }

    func coalesce(_ parts: [BoundExpression], at range: SourceRange) -> BoundExpression? {
        guard let type = commonType(parts.map { ($0, range) }) else { return nil }
        return BoundExpression(.coalesce(parts.map { converted($0, to: type) }), type)
    }
}
