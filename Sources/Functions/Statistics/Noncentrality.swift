/// Confidence limits for the noncentrality of a statistic: the values under which it would be just unusually small or large
/// (Smithson 2003, Confidence Intervals). Effect sizes get their limits from it.
enum Noncentrality {
    /// The limits behind a chi-square statistic.
    static func chiSquare(_ statistic: Double, _ freedom: Double) -> ClosedRange<Double> {
        let (a, x) = (freedom / 2, statistic / 2)
        return limits(start: statistic) { noncentrality in
            mixture(
                noncentrality,
                cumulative: { IncompleteGamma.lower(a + $0, x) },
                step: { DensityTerms.poisson(a + $0, mean: x) },
                growth: { x / (a + $0 + 1) })
        }
    }

    /// The limits behind a variance ratio.
    static func ratio(_ f: Double, _ top: Double, _ bottom: Double) -> ClosedRange<Double> {
        let sum = bottom + top * f
        let (x, y, a, b) = (top * f / sum, bottom / sum, top / 2, bottom / 2)
        return limits(start: top * f) { noncentrality in
            mixture(
                noncentrality,
                cumulative: { IncompleteBeta.lower(x, y, a + $0, b) },
                step: { IncompleteBeta.step(x, y, a + $0, b) },
                growth: { x * (a + b + $0) / (a + $0 + 1) })
        }
    }

    private static func limits(start: Double, _ probability: (Double) -> Double) -> ClosedRange<Double> {
        func noncentrality(where wanted: Double) -> Double {
            guard start > 0, start.isFinite, probability(0) > wanted else { return 0 }
            var low = 0.0
            var high = start + 1
            while probability(high) > wanted { (low, high) = (high, 2 * high) }
            while high - low > 1e-14 * high {
                let middle = (low + high) / 2
                if middle <= low || middle >= high { break }
                if probability(middle) > wanted { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }
        let tail = (1 - Confidence.level) / 2
        let low = noncentrality(where: 1 - tail)
        return low...max(low, noncentrality(where: tail))
    }

    /// The distribution function as a Poisson mixture of central ones, from the middle outwards.
    ///
    /// - Parameters:
    ///   - cumulative: the central function of index j.
    ///   - step: by how much it is larger than that of j + 1.
    ///   - growth: the quotient of the steps of j + 1 and j.
    private static func mixture(
        _ noncentrality: Double, cumulative: (Double) -> Double, step: (Double) -> Double, growth: (Double) -> Double
    ) -> Double {
        let mean = noncentrality / 2
        let middle = mean.rounded(.down)
        let first = (weight: DensityTerms.poisson(middle, mean: mean), value: cumulative(middle), step: step(middle))
        if mean == 0 { return first.value }
        var sum = first.weight * first.value
        var (j, weight, value, part) = (middle, first.weight, first.value, first.step)
        while weight > 1e-18, value > 0 {
            value -= part
            part *= growth(j)
            j += 1
            weight *= mean / j
            sum += weight * max(0, value)
        }
        (j, weight, value, part) = (middle, first.weight, first.value, first.step)
        while weight > 1e-18, j > 0 {
            weight *= j / mean
            j -= 1
            part /= growth(j)
            value += part
            sum += weight * min(1, value)
        }
        return sum
    }
}
