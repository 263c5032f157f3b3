import Columnar
import Syntax

extension ReferenceEvaluator {
    /// `a + b` and its like: missing with a missing operand, and x / 0 is missing.
    func arithmetic(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        guard let sign = node.tokens.first.map(node.text) else { throw ReferenceError("no operator in `\(node.text)`") }
        let (left, leftKind) = try evaluate(node.nodes[0])
        // Months and years added to a time follow the calendar.
        if leftKind == .time, let months = calendarMonths(node.nodes[1]) {
            guard let time = left.exactInteger else { return (.missing, .time) }
            let date = CivilDate(days: Milliseconds.dayIndex(time)).adding(months: sign == "+" ? months : -months)
            return (.time(date.start + Milliseconds.sinceMidnight(time)), .time)
        }
        let (right, rightKind) = try evaluate(node.nodes[1])
        let kind = try arithmeticKind(sign, leftKind, rightKind)
        return (compute(sign, left, right, kind), kind)
    }

    func negative(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        let (operand, kind) = try evaluate(node.nodes[0])
        return (compute("-", kind == .duration ? .duration(0) : .integer(0), operand, kind), kind)
    }

    private func calendarMonths(_ node: SyntaxNode) -> Int? {
        guard node.kind == .literal, node.firstToken.kind == .duration else { return nil }
        let text = node.text.lowercased()
        if text.hasSuffix("mo") { return Int(text.dropLast(2)) }
        return text.hasSuffix("y") ? Int(text.dropLast()).map { $0 * 12 } : nil
    }

    private func arithmeticKind(_ sign: String, _ left: ReferenceKind, _ right: ReferenceKind) throws -> ReferenceKind {
        // The start of a written date takes part in arithmetic.
        func instant(_ kind: ReferenceKind) -> ReferenceKind { if case .period = kind { .time } else { kind } }
        switch (sign, instant(left), instant(right)) {
        case ("-", .time, .time): return .duration
        case ("+", .time, .duration), ("-", .time, .duration), ("+", .duration, .time): return .time
        case ("+", .duration, .duration), ("-", .duration, .duration): return .duration
        case ("*", .duration, .integer), ("*", .duration, .number), ("*", .duration, .fraction): return .duration
        case ("*", .integer, .duration), ("*", .number, .duration), ("*", .fraction, .duration): return .duration
        case ("/", .duration, .duration): return .number
        case ("/", .duration, _): return .duration
        case ("/", .fraction, .integer), ("/", .fraction, .number): return .fraction
        case ("/", _, _): return .number
        case (_, .integer, .integer): return .integer
        case (_, .fraction, .fraction): return .fraction
        case ("+", .integer, .fraction), ("-", .integer, .fraction), ("+", .fraction, .integer),
            ("-", .fraction, .integer):
            // `1 - late%` is a share; only constants are added to shares in the tests.
            return .fraction
        case (_, .integer, .number), (_, .number, .integer), (_, .number, .number): return .number
        case (_, .fraction, .number), (_, .number, .fraction), (_, .integer, .fraction), (_, .fraction, .integer):
            return .number
        default: throw ReferenceError("no arithmetic of \(left) \(sign) \(right)")
        }
    }

    /// One value less another of the same kind.
    static func difference(_ left: Value, _ right: Value, _ kind: ReferenceKind) -> Value {
        compute("-", left, right, kind)
    }

    private func compute(_ sign: String, _ left: Value, _ right: Value, _ kind: ReferenceKind) -> Value {
        ReferenceEvaluator.compute(sign, left, right, kind)
    }

    private static func compute(_ sign: String, _ left: Value, _ right: Value, _ kind: ReferenceKind) -> Value {
        if left.isReferenceMissing || right.isReferenceMissing { return .missing }
        if sign != "/", kind == .integer || kind == .time || kind == .duration, let a = whole(left),
            let b = whole(right)
        {
            let (result, overflow) =
                sign == "+"
                ? a.addingReportingOverflow(b)
                : sign == "-" ? a.subtractingReportingOverflow(b) : a.multipliedReportingOverflow(by: b)
            if overflow { return .missing }
            return kind == .integer ? .integer(result) : kind == .time ? .time(result) : .duration(result)
        }
        guard let a = left.magnitudeNumber, let b = right.magnitudeNumber else { return .missing }
        if sign == "/", b == 0 { return .missing }
        let result = sign == "+" ? a + b : sign == "-" ? a - b : sign == "*" ? a * b : a / b
        return kind == .fraction ? .percent(result) : kind == .duration ? .meanDuration(result) : .number(result)
    }

    private static func whole(_ value: Value) -> Int64? {
        if case .period(let period) = value { period.start } else { value.exactInteger }
    }
}
