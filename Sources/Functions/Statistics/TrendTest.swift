#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether a value rises or falls with a number or with time.
package enum TrendTest {
    /// Rows that share one place on the axis.
    package struct Step: Sendable {
        let place: Double
        let values: CountedValues

        package init(place: Double, values: CountedValues) {
            self.place = place
            self.values = values
        }
    }

    /// By ranks (Spearman): any rising or falling shape counts, and outliers do not.
    package static func ranks(_ steps: [Step]) -> TestOutcome? {
        let steps = steps.filter { $0.values.count > 0 }.sorted { $0.place < $1.place }
        let pool = CountedValues.pooled(steps.map(\.values))
        let midranks = pool.midranks
        let center = (Double(pool.count) + 1) / 2
        var sums = CorrelationSums(count: Double(pool.count))
        var before = 0.0
        for step in steps {
            let count = Double(step.values.count)
            let place = before + (count + 1) / 2 - center
            before += count
            sums.x += count * place * place
            sums.xy += place * (pool.rankSum(step.values, midranks) - count * center)
        }
        for (rank, count) in zip(midranks, pool.counts) { sums.y += Double(count) * (rank - center) * (rank - center) }
        guard let r = sums.correlation else { return nil }
        return outcome(
            "Spearman's correlation test", "Spearman's rho", r, sums.count,
            // The standard error of Bonett and Wright 2000.
            error: ((1 + r * r / 2) / (sums.count - 3)).squareRoot(),
            assumptions: ["rows are independent", "a rising or falling shape"])
    }

    /// By the values themselves (Pearson).
    package static func linear(_ steps: [Step]) -> TestOutcome? {
        let steps = steps.filter { $0.values.count > 0 }
        let n = steps.reduce(0) { $0 + Double($1.values.count) }
        let center = steps.reduce(0) { $0 + $1.place * Double($1.values.count) } / n
        let mean = CountedValues.pooled(steps.map(\.values)).mean
        var sums = CorrelationSums(count: n)
        for step in steps {
            let (count, place) = (Double(step.values.count), step.place - center)
            sums.x += count * place * place
            sums.y += step.values.squares(around: mean)
            sums.xy += place * count * (step.values.mean - mean)
        }
        guard let r = sums.correlation else { return nil }
        return outcome(
            "Pearson's correlation test", "Pearson's r", r, n, error: 1 / (n - 3).squareRoot(),
            assumptions: ["rows are independent", "a straight line"])
    }

    /// The trend of a share (Cochran 1954, Armitage 1955). The size is the correlation of the condition with the axis.
    package static func share(_ steps: [(place: Double, hits: Double, rows: Double)]) -> TestOutcome? {
        let n = steps.reduce(0) { $0 + $1.rows }
        let share = steps.reduce(0) { $0 + $1.hits } / n
        let center = steps.reduce(0) { $0 + $1.place * $1.rows } / n
        var sums = CorrelationSums(count: n)
        for step in steps {
            let place = step.place - center
            sums.x += step.rows * place * place
            sums.xy += place * (step.hits - step.rows * share)
        }
        sums.y = n * share * (1 - share)
        guard let r = sums.correlation else { return nil }
        let z = r * n.squareRoot()
        let limits = fisher(r, error: 1 / (n - 3).squareRoot())
        return TestOutcome(
            "Cochran–Armitage trend test", measure: "correlation", size: r, limits: limits,
            p: TailProbability.normal(z),
            statistic: z, thresholds: thresholds, isDirected: true,
            assumptions: ["rows are independent", "a straight line"],
            cautions: n * min(share, 1 - share) < 10 ? ["few rows on one side of the condition: p is rough"] : [])
    }

    /// Cohen 1988.
    private static let thresholds = [0.1, 0.3, 0.5]

    private static func outcome(
        _ test: String, _ measure: String, _ r: Double, _ n: Double, error: Double, assumptions: [String]
    ) -> TestOutcome? {
        guard n > 2 else { return nil }
        let t = r * ((n - 2) / (1 - r * r)).squareRoot()
        return TestOutcome(
            test, measure: measure, size: r, limits: n > 3 ? fisher(r, error: error) : (.nan, .nan),
            p: TailProbability.student(t, n - 2), statistic: t, freedom: n - 2, thresholds: thresholds,
            isDirected: true,
            assumptions: assumptions, cautions: n < 10 ? ["fewer than 10 rows: p is rough"] : [])
    }

    /// The interval on the scale on which a correlation is nearly normal (Fisher 1921).
    private static func fisher(_ r: Double, error: Double) -> (low: Double, high: Double) {
        guard r.magnitude < 1 else { return (r, r) }
        let z = Confidence.z
        return (tanh(atanh(r) - z * error), tanh(atanh(r) + z * error))
    }
}
