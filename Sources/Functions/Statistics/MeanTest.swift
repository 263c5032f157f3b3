/// Whether the means of groups differ, without assuming that the groups spread alike (Welch 1947, 1951).
package enum MeanTest {
    private struct Group {
        let count: Double
        let mean: Double
        let variance: Double
    }

    /// Welch's t-test for two groups, Welch's analysis of variance for more. Groups of fewer than two values are left out.
    /// - Returns: nil for fewer than two groups, or where one does not vary at all.
    package static func run(_ values: [CountedValues]) -> TestOutcome? {
        let used = values.filter { $0.count > 1 }
        let groups = used.map { values in
            let mean = values.mean
            return Group(
                count: Double(values.count), mean: mean,
                variance: values.squares(around: mean) / Double(values.count - 1))
        }
        guard groups.count > 1, groups.allSatisfy({ $0.variance > 0 }) else { return nil }
        let few = groups.contains { $0.count < 30 }
        let cautions =
            (few
                ? ["a group has fewer than 30 values: means of skewed values are not yet normal; test the median"] : [])
            + (used.count < values.filter { $0.count > 0 }.count ? ["groups of one value left out"] : [])
        return groups.count == 2
            ? student(groups[0], groups[1], cautions) : analysis(groups, cautions)
    }

    private static let assumptions = ["rows are independent", "means of normal shape", "unequal spreads allowed"]

    private static func student(_ a: Group, _ b: Group, _ cautions: [String]) -> TestOutcome {
        let (left, right) = (a.variance / a.count, b.variance / b.count)
        let t = (a.mean - b.mean) / (left + right).squareRoot()
        let freedom =
            (left + right) * (left + right)
            / (left * left / (a.count - 1) + right * right / (b.count - 1))
        // Hedges' g and its large-sample variance (Hedges and Olkin 1985).
        let n = a.count + b.count
        let pooled = ((a.count - 1) * a.variance + (b.count - 1) * b.variance) / (n - 2)
        let correction = 1 - 3 / (4 * (n - 2) - 1)
        let g = correction * (a.mean - b.mean) / pooled.squareRoot()
        let spread = (n / (a.count * b.count) + g * g / (2 * (n - 3.94))).squareRoot()
        let z = Confidence.z
        return TestOutcome(
            "Welch's t-test", measure: "Hedges' g", size: g, limits: (g - z * spread, g + z * spread),
            p: TailProbability.student(t, freedom), statistic: t, freedom: freedom, thresholds: [0.2, 0.5, 0.8],
            isDirected: true, assumptions: assumptions, cautions: cautions)
    }

    private static func analysis(_ groups: [Group], _ cautions: [String]) -> TestOutcome {
        let weights = groups.map { $0.count / $0.variance }
        let sum = weights.reduce(0, +)
        let center = zip(weights, groups).reduce(0) { $0 + $1.0 * $1.1.mean } / sum
        let between = zip(weights, groups).reduce(0) { total, part in
            let distance = part.1.mean - center
            return total + part.0 * distance * distance
        }
        let freedom = Double(groups.count - 1)
        let loss = zip(weights, groups).reduce(0) { total, part in
            let rest = 1 - part.0 / sum
            return total + rest * rest / (part.1.count - 1)
        }
        let k = Double(groups.count)
        let f = between / freedom / (1 + 2 * (k - 2) / (k * k - 1) * loss)
        let errorFreedom = (k * k - 1) / (3 * loss)
        let n = groups.reduce(0) { $0 + $1.count }
        let limits = Noncentrality.ratio(f, freedom, errorFreedom)
        func eta(_ noncentrality: Double) -> Double { noncentrality / (noncentrality + n) }
        return TestOutcome(
            "Welch's analysis of variance", measure: "eta squared", size: eta(between),
            limits: (eta(limits.lowerBound), eta(limits.upperBound)),
            p: TailProbability.ratio(f, freedom, errorFreedom),
            statistic: f, freedom: freedom, errorFreedom: errorFreedom, thresholds: [0.01, 0.06, 0.14],
            assumptions: assumptions, cautions: cautions)
    }
}
