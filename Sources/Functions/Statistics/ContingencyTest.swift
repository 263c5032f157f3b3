/// Whether two categories go together: the chi-square test of their table of counts, and Fisher's exact test where a table of
/// two by two has too few rows for it.
package enum ContingencyTest {
    /// - Parameter counts: one array a group, one count a category. Empty groups and categories are left out.
    /// - Returns: nil where fewer than two groups or categories are left.
    package static func run(_ counts: [[Double]]) -> TestOutcome? {
        let rows = counts.filter { $0.contains { $0 > 0 } }
        let used = (rows.first?.indices ?? 0..<0).filter { column in rows.contains { $0[column] > 0 } }
        let table = rows.map { row in used.map { row[$0] } }
        guard table.count > 1, used.count > 1 else { return nil }
        let rowSums = table.map { $0.reduce(0, +) }
        let columnSums = used.indices.map { column in table.reduce(0) { $0 + $1[column] } }
        let total = rowSums.reduce(0, +)
        var statistic = 0.0
        var small = 0
        var smallest = Double.infinity
        for (row, sum) in zip(table, rowSums) {
            for (count, columnSum) in zip(row, columnSums) {
                let expected = sum * columnSum / total
                statistic += (count - expected) * (count - expected) / expected
                if expected < 5 { small += 1 }
                smallest = min(smallest, expected)
            }
        }
        let freedom = Double((table.count - 1) * (used.count - 1))
        let span = Double(min(table.count, used.count) - 1)
        func cramer(_ chiSquare: Double) -> Double { min(1, (chiSquare / (total * span)).squareRoot()) }
        let limits = Noncentrality.chiSquare(statistic, freedom)
        let isExact = table.count == 2 && used.count == 2 && small > 0
        var cautions: [String] = []
        let share = Double(small) / Double(table.count * used.count)
        if !isExact, share > 0.2 || smallest < 1 {
            cautions.append(
                "expected counts below 5 in \(small) of \(table.count * used.count) cells: p is rough, merge small groups"
            )
        }
        return TestOutcome(
            isExact ? "Fisher's exact test" : "chi-square test", measure: "Cramér's V", size: cramer(statistic),
            limits: (cramer(limits.lowerBound), cramer(limits.upperBound)),
            p: isExact ? fisher(table) : TailProbability.chiSquare(statistic, freedom),
            statistic: isExact ? .nan : statistic, freedom: isExact ? .nan : freedom,
            // Cohen's w, which is V times the root of the span (Cohen 1988).
            thresholds: [0.1, 0.3, 0.5].map { $0 / span.squareRoot() },
            assumptions: [
                "rows are independent",
                isExact ? "small table: exact" : "expected counts of at least 5",
            ], cautions: cautions)
    }

    /// Two-sided: the tables with the same margins that are no likelier than the one at hand.
    private static func fisher(_ table: [[Double]]) -> Double {
        let marked = table[0][0] + table[1][0]
        let plain = table[0][1] + table[1][1]
        let drawn = table[0][0] + table[0][1]
        func probability(_ x: Double) -> Double {
            DensityTerms.hypergeometric(x, marked: marked, plain: plain, drawn: drawn)
        }
        let observed = probability(table[0][0]) * (1 + 1e-10)
        var sum = 0.0
        for x in stride(from: max(0, drawn - plain), through: min(marked, drawn), by: 1) {
            let part = probability(x)
            if part <= observed { sum += part }
        }
        return min(1, sum)
    }

    /// How far each group's share is from that of the rest: p of the adjusted residuals (Agresti 2002, section 3.3.1), not
    /// yet adjusted for their number.
    ///
    /// - Parameter groups: hits and rows of each.
    package static func residuals(_ groups: [(hits: Double, rows: Double)]) -> [Double] {
        let hits = groups.reduce(0) { $0 + $1.hits }
        let total = groups.reduce(0) { $0 + $1.rows }
        return groups.map { group in
            let spread = group.rows * (hits / total) * (1 - hits / total) * (1 - group.rows / total)
            guard spread > 0 else { return .nan }
            return TailProbability.normal((group.hits - group.rows * hits / total) / spread.squareRoot())
        }
    }
}
