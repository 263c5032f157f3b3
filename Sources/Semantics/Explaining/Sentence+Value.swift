import Columnar
import Functions

/// Values and conditions in words.
extension Sentence {
    func value(_ expression: BoundExpression) -> String {
        if let name = name(of: expression) ?? resultName(expression) { return name }
        switch expression.kind {
        case .column(.aggregate(let index, let name)): return stage.map { measure($0.calls[index]) } ?? name
        case .column(.window(let index, let name)): return stage.map { window($0.windows[index]) } ?? name
        case .column(let reference): return reference.name
        case .constant(let value): return literal(value)
        case .convert(let inner): return value(inner)
        case .arithmetic(let op, let left, let right): return arithmetic(op, left, right)
        case .call(let function, let arguments): return call(function, arguments)
        case .period(let grain, let time): return "\(grain.rawValue) of \(value(time))"
        case .addMonths(let time, let months):
            return "\(value(time)) \(months < 0 ? "minus" : "plus") \(counted(abs(months), "month"))"
        case .coalesce(let parts):
            guard let first = parts.first else { return "" }
            let rest = parts.dropFirst().map(value)
            return "\(value(first)), or \(rest.joined(separator: ", or ")) where that is missing"
        case .conditional(let branches, let otherwise): return choice(branches, otherwise)
        case .pair(let left, let right): return "\(value(left)) and \(value(right))"
        case .grid(let latitude, _, let side):
            return "the square of \(ValueText.number(side)) m around the \(value(latitude))"
        case .distance(let places): return "the metres between \(series(places.map(value)))"
        case .lookup(let table, let column?, _) where table.isByRow:
            return "\(table.dataSet.fields[column].name) of the zone in \(table.dataSet.name)"
        case .lookup(let table, let column?, let keys):
            return "\(table.dataSet.fields[column].name) of the \(series(keys.map(value))) in \(table.dataSet.name)"
        default: return expression.type == .boolean ? "whether \(condition(expression))" : expression.description
        }
    }

    /// The name of the item that is the expression, where the result is spoken of.
    private func resultName(_ expression: BoundExpression) -> String? {
        guard speaksOfResult, let stage, !expression.references.isEmpty else { return nil }
        let text = expression.description
        return stage.items.first { $0.expression.description == text }?.name
    }

    private func arithmetic(_ op: ArithmeticOperator, _ left: BoundExpression, _ right: BoundExpression) -> String {
        if op == .subtract {
            if let stock = stock(left, right) { return stock }
            if left.constantValue == .integer(0) || left.constantValue == .duration(0) {
                return "minus \(operand(right))"
            }
        }
        if op == .divide, let per = perCapita(left, right) { return per }
        let word =
            switch op {
            case .add: "plus"
            case .subtract: "minus"
            case .multiply: "times"
            case .divide: "divided by"
            }
        return "\(operand(left)) \(word) \(operand(right))"
    }

    /// An operand, in brackets where its words would run into the others.
    func operand(_ expression: BoundExpression) -> String {
        let text = value(expression)
        return [" where ", " that ", " plus ", " minus ", " times ", " divided by "].contains { text.contains($0) }
            ? "(\(text))" : text
    }

    private func call(_ function: ScalarFunction, _ arguments: [BoundExpression]) -> String {
        let words = arguments.map(value)
        let name = function.name.split(separator: "_").joined(separator: " ")
        switch (function.name, arguments.count) {
        case ("bucket", 2...): return "\(words[0]) in steps at \(series(Array(words.dropFirst())))"
        case ("days", 1), ("hours", 1): return "\(words[0]) in \(function.name)"
        case ("abs", 1): return "the size of \(words[0])"
        case (_, 1): return "\(name) of \(words[0])"
        default: return "\(name)(\(words.joined(separator: ", ")))"
        }
    }

    private func choice(
        _ branches: [(condition: BoundExpression, value: BoundExpression)], _ otherwise: BoundExpression
    ) -> String {
        // In rewound data a time that lies behind the day at hand is missing, which the day says already.
        if branches.count == 1, otherwise.constantValue == .missing,
            case .comparison(.less, let time, _) = branches[0].condition.kind,
            time.description == branches[0].value.description
        {
            return value(time)
        }
        let words = branches.map { "\(value($0.value)) where \(condition($0.condition))" }
        return words.joined(separator: ", else ")
            + (otherwise.constantValue == .missing ? "" : ", else \(value(otherwise))")
    }

    func literal(_ value: Value) -> String {
        switch value {
        case .text(let text): "\"\(text)\""
        case .percent(let fraction): "\(ValueText.number((fraction * 1e8).rounded() / 1e6))%"
        case .duration(let milliseconds): length(milliseconds)
        case .integer(let number): Columnar.grouped(Int(number))
        case .boolean(let flag): flag ? "true" : "false"
        case .time(let time) where time % Milliseconds.day == 0: ValueText.date(time)
        default: ValueText.machine(value) ?? "missing"
        }
    }

    // MARK: - Conditions

    func condition(_ expression: BoundExpression) -> String {
        if let name = name(of: expression) { return expression.type == .boolean ? "\(name) is true" : name }
        switch expression.kind {
        case .column(let reference) where expression.type == .boolean: return "\(reference.name) is true"
        case .constant(.boolean(let flag)): return flag ? "always" : "never"
        case .and(let parts):
            if let period = period(parts) { return period }
            return series(conjuncts(parts))
        case .or(let parts): return "either " + parts.map(condition).joined(separator: " or ")
        case .not(let operand): return negated(operand)
        case .isMissing(let operand): return "\(value(operand)) is missing"
        case .isKnown(let operand):
            if case .lookup(let table, nil, let keys) = operand.kind {
                return "\(table.dataSet.name) has the \(series(keys.map(value)))"
            }
            return "\(value(operand)) is known"
        case .textTest(let op, let operand, let pattern):
            let verb = op == .similar ? "is about" : op == .contains ? "contains" : op.rawValue
            return "\(value(operand)) \(verb) \"\(pattern)\""
        case .membership(let operand, let values, let isNegated):
            return "\(value(operand)) is \(isNegated ? "none" : "one") of \(series(values.map(literal), "or"))"
        case .comparison(let op, let left, let right): return comparison(op, left, right)
        case .repeats(let keys, _, let within):
            return "an earlier row has the same \(series(keys.map(value))), at most \(length(within)) before"
        default: return value(expression)
        }
    }

    /// The parts of a conjunction, with both ends of a stretch of time said at once.
    private func conjuncts(_ parts: [BoundExpression]) -> [String] {
        var words: [String] = []
        var index = 0
        while index < parts.count {
            if index + 1 < parts.count, let period = period([parts[index], parts[index + 1]]) {
                words.append(period)
                index += 2
            } else {
                words.append(condition(parts[index]))
                index += 1
            }
        }
        return words
    }

    private func negated(_ operand: BoundExpression) -> String {
        if name(of: operand) == nil {
            switch operand.kind {
            case .isKnown(let value): return "\(self.value(value)) is missing"
            case .comparison(.equal, let left, let right): return comparison(.notEqual, left, right)
            case .isMissing(let value): return "\(self.value(value)) is known"
            case .column, .and, .or: break
            default: return "it is not so that \(condition(operand))"
            }
        }
        if case .and(let parts) = operand.kind, period(parts) == nil { return "not both \(condition(operand))" }
        let text = condition(operand)
        return text.hasSuffix(" is true") ? "\(text.dropLast(8)) is not true" : "it is not so that \(text)"
    }

    private func comparison(_ op: ComparisonOperator, _ left: BoundExpression, _ right: BoundExpression) -> String {
        let isTime = left.type.isTemporal
        let verb =
            switch op {
            case .equal: "is"
            case .notEqual: "is not"
            case .less: isTime ? "is before" : "is below"
            case .lessOrEqual: isTime ? "is not after" : "is at most"
            case .greater: isTime ? "is after" : "is above"
            case .greaterOrEqual: isTime ? "is not before" : "is at least"
            }
        return "\(value(left)) \(verb) \(value(right))"
    }

    /// A stretch of time, by the name of the calendar when it is one; nil for anything else.
    func period(_ parts: [BoundExpression]) -> String? {
        guard parts.count == 2, case .comparison(.greaterOrEqual, let time, let low) = parts[0].kind,
            case .comparison(let op, let other, let high) = parts[1].kind, op == .less || op == .lessOrEqual,
            time.description == other.description, time.type.isTemporal,
            let start = low.constantValue?.integer, var end = high.constantValue?.integer
        else { return nil }
        let subject = value(time)
        if op == .lessOrEqual { end += 1 }
        for grain in [Grain.year, .quarter, .month, .week, .day] {
            let period = Period(grain, containing: start)
            if period.start == start, period.end == end { return "\(subject) is in \(period)" }
        }
        guard start % Milliseconds.day == 0, end % Milliseconds.day == 0 else {
            return "\(subject) is from \(ValueText.time(start)) to before \(ValueText.time(end))"
        }
        return "\(subject) is from \(ValueText.date(start)) to \(ValueText.date(end - Milliseconds.day))"
    }
}
