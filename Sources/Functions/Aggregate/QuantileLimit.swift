import Columnar

extension AggregateFunction {
    /// A limit of the confidence interval of a quantile by order statistics: exact for any distribution, with at least the
    /// coverage asked for (Conover, Practical Nonparametric Statistics, 3.2). Missing where the group is too small.
    package static func quantileLimit(level: Double, isUpper: Bool) -> AggregateFunction {
        AggregateFunction(
            isUpper ? "quantile high" : "quantile low", signature: "median x with ci 95%",
            summary: "A limit of the confidence interval of a quantile.",
            example: "group by department show median time_to_close with ci 95%",
            type: { .result($0) },
            { operand in
                .collecting { values, fraction in
                    values.values(of: operand) { keys in
                        let tail = (1 - level) / 2
                        let count = keys.count
                        guard count > 0 else { return nil }
                        // The k-th smallest value is a lower limit when P(X < k) ≤ tail, for X ~ B(n, fraction) values
                        // below the quantile; the upper limit is the mirror image.
                        let rank = BinomialDistribution.lowerRank(count, isUpper ? 1 - fraction : fraction, tail: tail)
                        guard rank > 0 else { return nil }
                        let sorted = keys.sorted()
                        return sorted[isUpper ? count - rank : rank - 1]
                    }
                }
            })
    }
}
