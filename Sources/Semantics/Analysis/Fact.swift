import Columnar

/// What a condition says about one value, as far as it can be compared with what another says about the same value.
struct Fact {
    enum Claim {
        /// A known number, time or length between two limits, which belong to it.
        case range(ClosedRange<Double>)
        /// One of some texts.
        case texts(Set<String>)
        case flag(Bool)
        case missing
        case known
    }

    /// The value that is meant, spelt as a plan prints it.
    let subject: String
    let expression: BoundExpression
    let claim: Claim

    /// The facts that must all be true for a condition to hold; none where nothing is known about its form.
    static func facts(of condition: BoundExpression) -> [Fact] {
        switch condition.kind {
        case .and(let parts): return parts.flatMap(facts)
        case .column where condition.type == .boolean: return [Fact(condition, .flag(true))]
        case .not(let operand):
            if case .isKnown(let value) = operand.kind { return [Fact(value, .missing)] }
            if case .isMissing(let value) = operand.kind { return [Fact(value, .known)] }
            return operand.type == .boolean ? [Fact(operand, .flag(false))] : []
        case .isMissing(let operand): return [Fact(operand, .missing)]
        case .isKnown(let operand): return [Fact(operand, .known)]
        case .membership(let operand, let values, isNegated: false):
            let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
            return texts.count == values.count ? [Fact(operand, .texts(Set(texts)))] : [Fact(operand, .known)]
        case .comparison(let op, let left, let right):
            guard let value = right.constantValue, left.constantValue == nil, op != .notEqual else { return [] }
            if case .text(let text) = value { return [Fact(left, op == .equal ? .texts([text]) : .known)] }
            guard let number = Fact.number(value) else { return [] }
            return [Fact(left, Fact.claim(op, number))]
        default: return []
        }
    }

    /// Whether two facts cannot be true of the same row.
    func contradicts(_ other: Fact) -> Bool {
        if case .missing = claim, other.needs(expression) { return true }
        if case .missing = other.claim, needs(other.expression) { return true }
        guard subject == other.subject else { return false }
        switch (claim, other.claim) {
        case (.range(let one), .range(let two)): return !one.overlaps(two)
        case (.texts(let one), .texts(let two)): return one.isDisjoint(with: two)
        case (.flag(let one), .flag(let two)): return one != two
        default: return false
        }
    }

    /// Numbers, times and lengths in the unit in which they are stored.
    static func number(_ value: Value) -> Double? {
        switch value {
        case .period, .text, .boolean, .missing, .point: nil
        case .rate, .share: value.double
        default: value.integer.map(Double.init) ?? value.number
        }
    }

    /// The same expression without changes of type, which keep the value.
    static func plain(_ expression: BoundExpression) -> BoundExpression {
        if case .convert(let inner) = expression.kind { return plain(inner) }
        return expression
    }

    private init(_ expression: BoundExpression, _ claim: Claim) {
        self.expression = Fact.plain(expression)
        subject = self.expression.description
        self.claim = claim
    }

    private static func claim(_ op: ComparisonOperator, _ number: Double) -> Claim {
        switch op {
        case .less: .range(-.infinity...number.nextDown)
        case .lessOrEqual: .range(-.infinity...number)
        case .greater: .range(number.nextUp ... .infinity)
        case .greaterOrEqual: .range(number ... .infinity)
        default: .range(number...number)
        }
    }

    /// Whether the fact can only be true where another value is known.
    private func needs(_ value: BoundExpression) -> Bool {
        switch claim {
        case .missing, .flag(false): false
        default: Fact.isMissing(expression, where: value.description)
        }
    }

    /// Whether an expression is missing wherever the value of the given description is.
    private static func isMissing(_ expression: BoundExpression, where value: String) -> Bool {
        switch expression.kind {
        case .arithmetic, .convert, .call, .addMonths, .period:
            expression.children.contains { isMissing($0, where: value) }
        case .column: expression.description == value
        default: false
        }
    }
}
