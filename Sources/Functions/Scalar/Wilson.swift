import Columnar

extension ScalarFunction {
    package static let wilsonLow = wilson("wilson_low", sign: -1)
    package static let wilsonHigh = wilson("wilson_high", sign: 1)

    /// A limit of Wilson's score interval for a share (Wilson 1927): no limit lies outside 0 … 1, and few rows give a wide
    /// interval.
    private static func wilson(_ name: String, sign: Double) -> ScalarFunction {
        ScalarFunction(
            name, [Parameter("rate", .number), Parameter("level", .number)], result: { _ in .percent },
            summary: "A limit of the confidence interval of a rate.",
            example: "group by district show late% with ci 95%"
        ) { arguments in
            guard case .rate(let top, let count) = arguments[0], let level = arguments[1].double, count > 0 else {
                return .missing
            }
            // No hit at all, and nothing else, have exact limits; rounding would leave a trace of a percent.
            if sign < 0 ? top == 0 : top == count { return .percent(sign < 0 ? 0 : 1) }
            let z = NormalDistribution.quantile(0.5 + level / 2)
            let share = top / count
            let center = share + z * z / (2 * count)
            let spread = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
            let limit = (center + sign * spread) / (1 + z * z / count)
            return .percent(min(1, max(0, limit)))
        }
    }
}
