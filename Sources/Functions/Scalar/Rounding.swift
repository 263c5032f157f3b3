import Columnar

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ScalarFunction {
    static let round = ScalarFunction(
        "round", [Parameter("x", .number), Parameter("digits", .number, isOptional: true)],
        result: { $0[0].isFraction ? .percent : .number },
        summary: "A number rounded to whole numbers, or to so many digits behind the point; halves away from zero.",
        example: "show round(avg days(time_to_close), 1)"
    ) { arguments in
        let digits = arguments.count > 1 ? arguments[1].double ?? 0 : 0
        guard let value = arguments[0].double else { return .missing }
        let scale = pow(10, digits.rounded())
        let rounded = digits == 0 ? value.rounded() : (value * scale).rounded() / scale
        switch arguments[0] {
        case .percent, .rate, .share: return .percent(rounded)
        default: return .number(rounded)
        }
    }

    static let floor = number("floor", summary: "The largest whole number that is not above a number.") {
        $0.rounded(.down)
    }
    static let ceil = number("ceil", summary: "The smallest whole number that is not below a number.") {
        $0.rounded(.up)
    }
    static let log = number("log", summary: "The natural logarithm of a number; missing for numbers up to 0.") {
        $0 > 0 ? Logarithm.natural($0) : .nan
    }
    static let exp = number("exp", summary: "e to the power of a number.") { Logarithm.exponential($0) }
    static let sqrt = number("sqrt", summary: "The square root of a number; missing for negative numbers.") {
        $0 >= 0 ? $0.squareRoot() : .nan
    }

    /// A function from number to number; a result that is not a number is missing.
    private static func number(
        _ name: String, summary: String, _ compute: @escaping @Sendable (Double) -> Double
    ) -> ScalarFunction {
        ScalarFunction(
            name, [Parameter("x", .number)], result: { _ in .number }, summary: summary,
            example: "show \(name)(avg days(time_to_close))"
        ) { arguments in
            guard let value = arguments[0].double else { return .missing }
            let result = compute(value)
            return result.isFinite ? .number(result) : .missing
        }
    }
}

private enum Logarithm {
    static func natural(_ value: Double) -> Double { log(value) }
    static func exponential(_ value: Double) -> Double { exp(value) }
}
