import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    func bindComparison(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let sign = node.tokens.first else { return nil }
        if let op = comparison(node.text(sign)) {
            if isBusinessDays(nodes[1]) { return bindBusinessDays(op, nodes[0], nodes[1], level) }
            if isBusinessDays(nodes[0]) { return bindBusinessDays(op.swapped, nodes[1], nodes[0], level) }
            if nodes[1].kind == .relativePeriod { return bindPeriodComparison(op, nodes, level) }
            if case .row = level, isLastGrain(nodes[1]) {
                return failOnForeign("last", "previous", at: nodes[1].firstToken.range)
            }
        }
        let left = bind(nodes[0], level)
        let right = comparing(with: left, level) { bind(nodes[1], level) }
        guard let left, let right else { return nil }
        if left.type == .text, textOperand(right) == nil, nodes[1].kind == .name,
            let fixIt = comparing(with: left, level, { unquotedValue(nodes[1]) })
        {
            // `status = closed`, where a column is called so too.
            return fail(
                "comparison-types", at: node.range, "text is compared with \(right.type.description)",
                advice: "a text stands in quotes: \(fixIt.replacement)", fixIts: [fixIt])
        }
        if sign.kind == .tilde { return similar(left, right, node) }
        guard let op = comparison(node.text(sign)) else { return nil }
        return compare(op, left, right, node)
    }

    /// Whether this is `last month`, which the grammar takes for the last value of a column: rows have no such value.
    private func isLastGrain(_ node: SyntaxNode) -> Bool {
        node.kind == .aggregate && node.firstToken.keyword == .last
            && node.nodes.last.map { $0.kind == .name && Grain(rawValue: $0.text.lowercased()) != nil } ?? false
    }

    /// `opened >= previous month`: before, up to, behind, from or inside a stretch that the data's end places.
    private func bindPeriodComparison(
        _ op: ComparisonOperator, _ nodes: [SyntaxNode], _ level: Level
    ) -> BoundExpression? {
        guard let left = bind(nodes[0], level), let range = bindPeriod(nodes[1], level.rows) else { return nil }
        return compare(op, left, with: range)
            ?? fail(
                "comparison-types", at: nodes[1].range,
                "a period stands against a time; `\(nodes[0].canonicalText)` is \(left.type.description)")
    }

    private func comparison(_ text: String) -> ComparisonOperator? {
        ComparisonOperator(rawValue: ForeignComparator.spelling(of: text) ?? text)
    }

    private func compare(
        _ op: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression, _ node: SyntaxNode
    ) -> BoundExpression? {
        if left.constantValue == .missing || right.constantValue == .missing {
            let spelling = op == .notEqual ? "is known" : "is missing"
            let operand = left.constantValue == .missing ? node.nodes[1] : node.nodes[0]
            return fail(
                "compared-with-missing", at: node.range, "nothing equals `missing`",
                fixIts: [.writing("\(operand.canonicalText) \(spelling)", at: node.range)])
        }
        // Constants stand on the right.
        if left.constantValue != nil, right.constantValue == nil {
            return compare(op.swapped, right, left, node, constantNode: node.nodes[0])
        }
        return compare(op, left, right, node, constantNode: node.nodes[1])
    }

    func compare(
        _ op: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression, _ node: SyntaxNode,
        constantNode: SyntaxNode
    ) -> BoundExpression? {
        if let value = right.constantValue, let compared = comparePeriod(op, left, value) { return compared }
        if left.type == .text {
            guard let text = textOperand(right) else {
                return fail(
                    "comparison-types", at: node.range, "text is compared with \(right.type.description)",
                    advice: "expected text in quotes")
            }
            return BoundExpression(.comparison(op, left, text), .boolean)
        }
        if left.type == .boolean, right.type == .boolean, op == .equal || op == .notEqual {
            return BoundExpression(.comparison(op, left, right), .boolean)
        }
        if left.type == .boolean, case .text(let text)? = right.constantValue {
            return fail(
                "comparison-types", at: node.range, "`\(node.nodes[0].canonicalText)` is a condition: true or false",
                advice: "write `\(node.nodes[0].canonicalText)` or `not \(node.nodes[0].canonicalText)`",
                notes: ["found the text \"\(text)\""],
                fixIts: op == .equal || op == .notEqual
                    ? flagFixIts(node.nodes[0], text, isEqual: op == .equal, at: node.range) : [])
        }
        if left.type == .boolean, case .integer(let number)? = right.constantValue, op == .equal || op == .notEqual {
            let fixIts = flagFixIts(node.nodes[0], "\(number)", isEqual: op == .equal, at: node.range)
            return fail(
                "comparison-types", at: node.range, "`\(node.nodes[0].canonicalText)` is a condition: true or false",
                advice: fixIts.isEmpty ? "write it alone, without a number" : nil, fixIts: fixIts)
        }
        guard let type = join(left.type, right.type), type != .boolean, type != .point else {
            return fail(
                "comparison-types", at: node.range,
                "\(left.type.description) and \(right.type.description) cannot be compared",
                advice: comparisonAdvice(left.type, right.type), fixIts: literalFixIts(constantNode, against: left.type)
            )
        }
        let common = type.isFraction ? .percent : type
        return BoundExpression(.comparison(op, converted(left, to: common), converted(right, to: common)), .boolean)
    }

    private func comparisonAdvice(_ left: DataType, _ right: DataType) -> String? {
        if left.isTemporal, right.isDuration { return "the time since then is compared: `as_of - opened > 5d`" }
        if left.isDuration || right.isDuration { return "durations have units: `5d`, `36h`" }
        if left.isTemporal || right.isTemporal { return "dates are written without quotes: 2020-11-03" }
        return nil
    }

    /// A constant as text: a number against a category means its canonical spelling.
    func textOperand(_ expression: BoundExpression) -> BoundExpression? {
        if expression.type == .text { return expression }
        switch expression.constantValue {
        case .integer(let number)?: return .constant(.text(String(number)), type: .text)
        case .number(let number)?: return .constant(.text(ValueText.number(number)), type: .text)
        default: return nil
        }
    }

    // MARK: - Periods

    /// A time, or a bucket of the time axis, against a constant that names a stretch of time: `<` is before its start,
    /// `<=` up to its end, `=` inside it.
    func comparePeriod(_ op: ComparisonOperator, _ left: BoundExpression, _ value: Value) -> BoundExpression? {
        Binder.range(of: value).flatMap { compare(op, left, with: $0, isInstant: isInstant(value)) }
    }

    /// A time or a bucket against a stretch of time; nil where the left side is neither.
    func compare(
        _ op: ComparisonOperator, _ left: BoundExpression, with range: TimeRange, isInstant: Bool = false
    ) -> BoundExpression? {
        if left.type.isTemporal { return compare(op, left, range, exact: isInstant) }
        guard case .period(let grain) = left.type else { return nil }
        let first = Int64(Period.ordinal(of: grain, at: range.start))
        let last = Int64(Period.ordinal(of: grain, at: range.end - 1))
        return compare(op, left, TimeRange(start: first, end: last + 1), exact: first == last) {
            .constant(.period(Period(grain: grain, ordinal: Int($0))), type: left.type)
        }
    }

    private func isInstant(_ value: Value) -> Bool { if case .time = value { true } else { false } }

    func compare(
        _ op: ComparisonOperator, _ left: BoundExpression, _ range: TimeRange, exact: Bool,
        constant: ((Int64) -> BoundExpression)? = nil
    ) -> BoundExpression {
        let make = constant ?? { .constant(left.type == .date ? .date($0) : .time($0), type: left.type) }
        func test(_ op: ComparisonOperator, _ value: Int64) -> BoundExpression {
            BoundExpression(.comparison(op, left, make(value)), .boolean)
        }
        switch op {
        case .less: return test(.less, range.start)
        case .lessOrEqual: return exact ? test(.lessOrEqual, range.start) : test(.less, range.end)
        case .greater: return exact ? test(.greater, range.start) : test(.greaterOrEqual, range.end)
        case .greaterOrEqual: return test(.greaterOrEqual, range.start)
        case .equal, .notEqual:
            let inside =
                exact
                ? test(.equal, range.start)
                : BoundExpression.all([test(.greaterOrEqual, range.start), test(.less, range.end)])
            return op == .equal ? inside : inside.negated
        }
    }

    // MARK: - Text

    private func similar(
        _ left: BoundExpression, _ right: BoundExpression, _ node: SyntaxNode
    ) -> BoundExpression? {
        guard left.type == .text, case .text(let text)? = textOperand(right)?.constantValue else {
            return fail("comparison-types", at: node.range, "`~` compares text with a text in quotes")
        }
        return BoundExpression(.textTest(.similar, left, text), .boolean)
    }

    func bindTextTest(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let left = bind(nodes[0], level), !failOnUnquoted(nodes[1], left, level),
            let right = bind(nodes[1], level)
        else { return nil }
        let op: TextOperator =
            node.has(.starts) ? .startsWith : node.has(.ends) ? .endsWith : node.has(.matches) ? .matches : .contains
        guard left.type == .text else {
            return fail(
                "comparison-types", at: nodes[0].range,
                "`\(op.rawValue)` tests text; `\(nodes[0].canonicalText)` is \(left.type.description)")
        }
        guard case .text(let pattern)? = textOperand(right)?.constantValue else {
            return fail("comparison-types", at: nodes[1].range, "expected a text in quotes behind `\(op.rawValue)`")
        }
        if op == .matches {
            do throws(RegularExpression.Failure) { _ = try RegularExpression(pattern) } catch {
                return fail(
                    "invalid-pattern", at: nodes[1].range, "the pattern is no regular expression: \(error.message)")
            }
        }
        return BoundExpression(.textTest(op, left, pattern), .boolean)
    }
}

extension DataType {
    var isPeriod: Bool { if case .period = self { true } else { false } }
}
