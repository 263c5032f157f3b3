/// Whether values tend to be larger in some groups than in others, by their ranks: no shape of the distribution is assumed, and a few
/// huge durations change nothing.
package enum RankTest {
    /// Two of several groups compared.
    package struct Pair: Sendable {
        package let first: Int
        package let second: Int
        /// Cliff's delta: positive where the first group's values are the larger ones.
        package let outcome: TestOutcome
    }

    /// Mann–Whitney for two groups, Kruskal–Wallis for more. Groups without values are left out.
    /// - Returns: nil for fewer than two groups, or where all values are equal.
    package static func run(_ groups: [CountedValues]) -> TestOutcome? {
        let groups = groups.filter { $0.count > 0 }
        let pool = CountedValues.pooled(groups)
        guard groups.count > 1, pool.keys.count > 1 else { return nil }
        if groups.count == 2 { return Dominance(groups[0], groups[1]).mannWhitney(pool) }
        let midranks = pool.midranks
        let n = Double(pool.count)
        let squares = groups.reduce(0.0) { sum, group in
            let distance = pool.rankSum(group, midranks) / Double(group.count) - (n + 1) / 2
            return sum + Double(group.count) * distance * distance
        }
        let statistic = 12 / (n * (n + 1)) * squares / (1 - pool.ties / (n * (n * n - 1)))
        let freedom = Double(groups.count - 1)
        let limits = Noncentrality.chiSquare(statistic, freedom)
        func epsilon(_ chiSquare: Double) -> Double { min(1, chiSquare / (n - 1)) }
        let few = groups.count { $0.count < 5 }
        return TestOutcome(
            "Kruskal–Wallis test", measure: "epsilon squared", size: epsilon(statistic),
            limits: (epsilon(limits.lowerBound), epsilon(limits.upperBound)),
            p: TailProbability.chiSquare(statistic, freedom), statistic: statistic, freedom: freedom,
            thresholds: [0.01, 0.06, 0.14],
            assumptions: ["rows are independent", "no shape of the distribution assumed"],
            cautions: few == 0
                ? [] : ["\(few) group\(few == 1 ? " has" : "s have") fewer than 5 values: p is rough"])
    }

    /// Dunn's comparisons of all pairs of groups, by their mean ranks among all values (Dunn 1964); p not yet adjusted for their
    /// number.
    package static func pairs(_ groups: [CountedValues]) -> [Pair] {
        let pool = CountedValues.pooled(groups)
        guard pool.keys.count > 1 else { return [] }
        let midranks = pool.midranks
        let n = Double(pool.count)
        let spread = n * (n + 1) / 12 - pool.ties / (12 * (n - 1))
        let meanRanks = groups.map { pool.rankSum($0, midranks) / Double($0.count) }
        var pairs: [Pair] = []
        for first in groups.indices where groups[first].count > 0 {
            for second in groups.indices where second > first && groups[second].count > 0 {
                let (a, b) = (groups[first], groups[second])
                let width = (spread * (1 / Double(a.count) + 1 / Double(b.count))).squareRoot()
                let z = (meanRanks[first] - meanRanks[second]) / width
                pairs.append(Pair(first: first, second: second, outcome: Dominance(a, b).dunn(z)))
            }
        }
        return pairs
    }
}
