import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    func bindComparison(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let sign = node.tokens.first else { return nil }
        let left = bind(nodes[0], level)
        let right = bind(nodes[1], level)
        guard let left, let right else { return nil }
        if sign.kind == .tilde { return similar(left, right, node, level) }
        guard let op = comparison(node.text(sign)) else { return nil }
        return compare(op, left, right, node, level.rows)
    }

    private func comparison(_ text: String) -> ComparisonOperator? {
        ComparisonOperator(rawValue: text) ?? (text == "==" ? .equal : text == "<>" ? .notEqual : nil)
    }

    private func compare(
        _ op: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression, _ node: SyntaxNode,
        _ scope: RowScope
    ) -> BoundExpression? {
        if left.constantValue == .missing || right.constantValue == .missing {
            let spelling = op == .notEqual ? "is known" : "is missing"
            let operand = left.constantValue == .missing ? node.nodes[1] : node.nodes[0]
            return fail(
                "compared-with-missing", at: node.range, "nothing equals `missing`",
                fixIts: [
                    FixIt(
                        "write `\(operand.canonicalText) \(spelling)`", range: node.range,
                        replacement: "\(operand.canonicalText) \(spelling)")
                ])
        }
        // Constants stand on the right.
        if left.constantValue != nil, right.constantValue == nil {
            return compare(op.swapped, right, left, node, scope, constantNode: node.nodes[0])
        }
        return compare(op, left, right, node, scope, constantNode: node.nodes[1])
    }

    private func compare(
        _ op: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression, _ node: SyntaxNode,
        _ scope: RowScope, constantNode: SyntaxNode
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
    private func comparePeriod(_ op: ComparisonOperator, _ left: BoundExpression, _ value: Value) -> BoundExpression? {
        guard let range = Binder.range(of: value) else { return nil }
        if left.type.isTemporal { return compare(op, left, range, exact: isInstant(value)) }
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
                : BoundExpression(.and([test(.greaterOrEqual, range.start), test(.less, range.end)]), .boolean)
            return op == .equal ? inside : BoundExpression(.not(inside), .boolean)
        }
    }

    // MARK: - Membership

    func bindMembership(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let left = bind(nodes[0], level) else { return nil }
        let isNegated = node.has(.not)
        guard nodes[1].kind == .valueList else {
            guard left.type.isTemporal || left.type.isPeriod else {
                return fail(
                    "comparison-types", at: node.range,
                    "`in` without parentheses asks for a period of time; `\(nodes[0].canonicalText)` is \(left.type.description)",
                    advice: "a list of values stands in parentheses: `in (1, 2, 3)`")
            }
            guard let range = bindPeriod(nodes[1], level.rows) else { return nil }
            let inside: BoundExpression
            if case .period(let grain) = left.type {
                let ordinals = TimeRange(
                    start: Int64(Period.ordinal(of: grain, at: range.start)),
                    end: Int64(Period.ordinal(of: grain, at: range.end - 1)) + 1)
                inside = compare(.equal, left, ordinals, exact: false) {
                    .constant(.period(Period(grain: grain, ordinal: Int($0))), type: left.type)
                }
            } else {
                inside = compare(.equal, left, range, exact: false)
            }
            return isNegated ? BoundExpression(.not(inside), .boolean) : inside
        }
        return bindValueList(nodes[1], left, isNegated: isNegated, level)
    }

    private func bindValueList(
        _ list: SyntaxNode, _ left: BoundExpression, isNegated: Bool, _ level: Level
    ) -> BoundExpression? {
        if left.type.isTemporal || left.type.isPeriod {
            // Each element may be a stretch of time: the list is an `or` of them.
            let parts = list.nodes.compactMap { element -> BoundExpression? in
                guard let bound = bind(element, level), let value = bound.constantValue else { return nil }
                return comparePeriod(.equal, left, value)
                    ?? fail(
                        "not-a-period", at: element.range,
                        "expected a date or a period, found `\(element.canonicalText)`")
            }
            guard parts.count == list.nodes.count else { return nil }
            let inside = BoundExpression(.or(parts), .boolean)
            return isNegated ? BoundExpression(.not(inside), .boolean) : inside
        }
        var values: [Value] = []
        for element in list.nodes {
            guard let bound = bind(element, level) else { return nil }
            guard bound.constantValue != nil else {
                return fail(
                    "not-a-constant", at: element.range,
                    "expected a constant in the list, found `\(element.canonicalText)`")
            }
            let fitted: BoundExpression?
            if left.type == .text {
                fitted = textOperand(bound)
            } else {
                fitted = join(left.type, bound.type).map { converted(bound, to: $0) }
            }
            guard let value = fitted?.constantValue else {
                return fail(
                    "comparison-types", at: element.range,
                    "\(left.type.description) and \(bound.type.description) cannot be compared")
            }
            values.append(value)
        }
        let type = left.type == .integer && values.contains { $0.type == .number } ? DataType.number : left.type
        let operand = left.type.physical == .pairs ? converted(left, to: .percent) : converted(left, to: type)
        return BoundExpression(.membership(operand, values, isNegated: isNegated), .boolean)
    }

    /// `between a and b` includes both ends; against a time, all of the second period.
    func bindBetween(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 3 else { return nil }
        let parts = nodes.compactMap { bind($0, level) }
        guard parts.count == 3 else { return nil }
        guard let low = compare(.greaterOrEqual, parts[0], parts[1], node, level.rows, constantNode: nodes[1]),
            let high = compare(.lessOrEqual, parts[0], parts[2], node, level.rows, constantNode: nodes[2])
        else { return nil }
        return BoundExpression(.and([low, high]), .boolean)
    }

    // MARK: - Text

    private func similar(
        _ left: BoundExpression, _ right: BoundExpression, _ node: SyntaxNode, _ level: Level
    ) -> BoundExpression? {
        guard left.type == .text, case .text(let text)? = textOperand(right)?.constantValue else {
            return fail("comparison-types", at: node.range, "`~` compares text with a text in quotes")
        }
        return BoundExpression(.textTest(.similar, left, text), .boolean)
    }

    func bindTextTest(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let left = bind(nodes[0], level), let right = bind(nodes[1], level) else { return nil }
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

/// A count with thousands separators, for messages.
package func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
        groups.insert(String(digits.suffix(3)), at: 0)
        digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
}
