import Columnar
import Diagnostics
import Syntax

extension Binder {
    func bindArithmetic(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let sign = node.tokens.first(where: { $0.kind.arithmetic != nil }),
            let op = sign.kind.arithmetic
        else { return nil }
        guard let left = bind(nodes[0], level) else {
            _ = bind(nodes[1], level)
            return nil
        }
        // Months and years have the length that the calendar gives them when they are added to a date.
        if left.type.isTemporal, let months = calendarMonths(nodes[1]), op == .add || op == .subtract {
            return BoundExpression(.addMonths(left, op == .add ? months : -months), left.type)
        }
        guard let right = bind(nodes[1], level) else { return nil }
        return arithmetic(op, left, right, at: node.range)
    }

    func arithmetic(
        _ op: ArithmeticOperator, _ left: BoundExpression, _ right: BoundExpression, at range: SourceRange
    ) -> BoundExpression? {
        let left = asOperand(left)
        let right = asOperand(right)
        guard let plan = ArithmeticRule.find(op, left, right) else {
            let verb =
                switch op {
                case .add: "added to"
                case .subtract: "subtracted from"
                case .multiply: "multiplied by"
                case .divide: "divided by"
                }
            let (first, second) = op == .add || op == .subtract ? (right, left) : (left, right)
            return fail(
                "arithmetic-types", at: range,
                "\(first.type.description) cannot be \(verb) \(second.type.description)",
                advice: advice(left.type, right.type))
        }
        return BoundExpression(
            .arithmetic(op, converted(left, to: plan.left), converted(right, to: plan.right)),
            keepsDate(left, right) ? .date : plan.result)
    }

    /// Whether whole days are added to a date, which then still has no time of day.
    private func keepsDate(_ left: BoundExpression, _ right: BoundExpression) -> Bool {
        func isDays(_ part: BoundExpression) -> Bool {
            if case .duration(let length)? = part.constantValue { length % Milliseconds.day == 0 } else { false }
        }
        return (left.type == .date && isDays(right)) || (isDays(left) && right.type == .date)
    }

    /// Rates take part in arithmetic by their value; dates in constants by their first instant.
    private func asOperand(_ expression: BoundExpression) -> BoundExpression {
        if expression.type.isFraction { return converted(expression, to: .percent) }
        return moment(expression)
    }

    /// A date in a time's place means its first instant.
    func moment(_ expression: BoundExpression) -> BoundExpression {
        guard case .period(let period)? = expression.constantValue else { return expression }
        return .constant(.time(period.start), type: .time)
    }

    private func advice(_ left: DataType, _ right: DataType) -> String? {
        if left.isDuration || right.isDuration {
            return "durations have units: `5d`; `days(x)` turns one into a number"
        }
        if left == .text || right == .text { return "a category is no number" }
        return nil
    }
}

/// Which types may be added, subtracted, multiplied and divided, and what comes out.
struct ArithmeticRule {
    /// The types that the operands are converted to.
    let left: DataType
    let right: DataType
    let result: DataType

    static func find(_ op: ArithmeticOperator, _ left: BoundExpression, _ right: BoundExpression) -> ArithmeticRule? {
        let (a, b) = (left.type, right.type)
        let isConstant = left.constantValue != nil || right.constantValue != nil
        switch op {
        case .add, .subtract: return sum(op, a, b, isConstant: isConstant)
        case .multiply: return product(a, b)
        case .divide: return quotient(a, b)
        }
    }

    private static func sum(_ op: ArithmeticOperator, _ a: DataType, _ b: DataType, isConstant: Bool) -> ArithmeticRule?
    {
        switch (a, b) {
        case (.integer, .integer): return ArithmeticRule(left: a, right: b, result: .integer)
        case (.percent, .percent): return ArithmeticRule(left: a, right: b, result: .percent)
        // `1 - late%` is a share too.
        case (.integer, .percent) where isConstant, (.number, .percent) where isConstant,
            (.percent, .integer) where isConstant, (.percent, .number) where isConstant:
            return ArithmeticRule(left: .percent, right: .percent, result: .percent)
        case (.time, .time), (.time, .date), (.date, .time), (.date, .date):
            return op == .subtract ? ArithmeticRule(left: a, right: b, result: .duration) : nil
        case (.time, .duration), (.date, .duration): return ArithmeticRule(left: a, right: b, result: .time)
        case (.duration, .time), (.duration, .date):
            return op == .add ? ArithmeticRule(left: a, right: b, result: .time) : nil
        case (.duration, .duration): return ArithmeticRule(left: a, right: b, result: .duration)
        default: break
        }
        if a.isDuration, b.isDuration {
            return ArithmeticRule(left: .meanDuration, right: .meanDuration, result: .meanDuration)
        }
        if isPlain(a), isPlain(b) { return ArithmeticRule(left: .number, right: .number, result: .number) }
        return nil
    }

    private static func product(_ a: DataType, _ b: DataType) -> ArithmeticRule? {
        switch (a, b) {
        case (.integer, .integer): return ArithmeticRule(left: a, right: b, result: .integer)
        case (.duration, .integer), (.integer, .duration): return ArithmeticRule(left: a, right: b, result: .duration)
        case (.percent, .percent): return ArithmeticRule(left: a, right: b, result: .percent)
        default: break
        }
        if a.isDuration, isPlain(b) {
            return ArithmeticRule(left: .meanDuration, right: .number, result: .meanDuration)
        }
        if isPlain(a), b.isDuration {
            return ArithmeticRule(left: .number, right: .meanDuration, result: .meanDuration)
        }
        if isPlain(a), isPlain(b) { return ArithmeticRule(left: .number, right: .number, result: .number) }
        return nil
    }

    /// Division is always decimal.
    private static func quotient(_ a: DataType, _ b: DataType) -> ArithmeticRule? {
        if a.isDuration, b.isDuration {
            return ArithmeticRule(left: .meanDuration, right: .meanDuration, result: .number)
        }
        if a.isDuration, isPlain(b) {
            return ArithmeticRule(left: .meanDuration, right: .number, result: .meanDuration)
        }
        if a == .percent, b != .percent, isPlain(b) {
            return ArithmeticRule(left: .percent, right: .number, result: .percent)
        }
        if isPlain(a), isPlain(b) { return ArithmeticRule(left: .number, right: .number, result: .number) }
        return nil
    }

    private static func isPlain(_ type: DataType) -> Bool { type == .integer || type == .number || type == .percent }
}

extension TokenKind {
    fileprivate var arithmetic: ArithmeticOperator? {
        switch self {
        case .plus: .add
        case .minus: .subtract
        case .star: .multiply
        case .slash: .divide
        default: nil
        }
    }
}
