/// How far the values of one group are above those of another: over all pairs of a value from each, the share in which the first is
/// the larger less the share in which it is the smaller (Cliff 1993).
struct Dominance {
    let delta: Double
    private let variance: Double
    private let first: Double
    private let second: Double
    /// Pairs in which the first is the larger, ties for one half.
    private let wins: Double

    init(_ first: CountedValues, _ second: CountedValues) {
        (self.first, self.second) = (Double(first.count), Double(second.count))
        let forward = Dominance.margins(first, over: second)
        let backward = Dominance.margins(second, over: first)
        let pairs = self.first * self.second
        delta = forward.sum / pairs
        wins = (forward.sum + pairs) / 2
        // The unbiased variance (Cliff 1996, equation 5.7), bounded as proposed there.
        let rows = forward.squares / (self.second * self.second) - self.first * delta * delta
        let columns = backward.squares / (self.first * self.first) - self.second * delta * delta
        let cells = forward.unequal - pairs * delta * delta
        let bottom = pairs * (self.first - 1) * (self.second - 1)
        let unbiased = (self.second * self.second * rows + self.first * self.first * columns - cells) / bottom
        variance = max(unbiased.isNaN ? 0 : unbiased, (1 - delta * delta) / max(1, pairs - 1))
    }

    /// For each value of a group how many of the other are below it less those above it: their sum, the sum of their squares, and
    /// how many pairs are unequal.
    private static func margins(
        _ group: CountedValues, over other: CountedValues
    ) -> (sum: Double, squares: Double, unequal: Double) {
        var (sum, squares, unequal) = (0.0, 0.0, 0.0)
        var below = 0
        var position = 0
        for (key, count) in zip(group.keys, group.counts) {
            while position < other.keys.count, other.keys[position] < key {
                below += other.counts[position]
                position += 1
            }
            let equal = position < other.keys.count && other.keys[position] == key ? other.counts[position] : 0
            let margin = Double(below) - Double(other.count - below - equal)
            sum += margin * Double(count)
            squares += margin * margin * Double(count)
            unequal += Double(other.count - equal) * Double(count)
        }
        return (sum, squares, unequal)
    }

    /// The asymmetric interval that stays within −1 … 1 (Feng and Cliff 2004).
    private var limits: (low: Double, high: Double) {
        let z = Confidence.z
        if delta.magnitude == 1 {
            let smaller = min(first, second)
            let inner = (smaller - z * z) / (smaller + z * z)
            return delta > 0 ? (inner, 1) : (-1, -inner)
        }
        let rest = 1 - delta * delta
        let width = z * (variance * (rest * rest + z * z * variance)).squareRoot()
        let bottom = rest + z * z * variance
        let center = delta * rest
        return (max(-1, (center - width) / bottom), min(1, (center + width) / bottom))
    }

    /// - Parameter pool: the values of both groups.
    func mannWhitney(_ pool: CountedValues) -> TestOutcome {
        let isExact = pool.keys.count == pool.count && pool.count <= 40
        let n = first + second
        let spread = first * second / 12 * (n + 1 - pool.ties / (n * (n - 1)))
        // With correction for continuity: U moves in steps of one half.
        let distance = max(0, (wins - first * second / 2).magnitude - 0.5)
        return TestOutcome(
            "Mann–Whitney test", measure: "Cliff's delta", size: delta, limits: limits,
            p: isExact ? exact() : TailProbability.normal(distance / spread.squareRoot()), statistic: wins,
            thresholds: Dominance.thresholds, isDirected: true,
            assumptions: ["rows are independent", "no shape of the distribution assumed"])
    }

    func dunn(_ z: Double) -> TestOutcome {
        TestOutcome(
            "Dunn's test", measure: "Cliff's delta", size: delta, limits: limits, p: TailProbability.normal(z),
            statistic: z, thresholds: Dominance.thresholds, isDirected: true, assumptions: ["rows are independent"])
    }

    /// Romano and others 2006.
    private static let thresholds = [0.147, 0.33, 0.474]

    /// Twice the chance of a U as far out as this, of all orders of the values: the number of orders in which the first group
    /// has j wins is counted up value by value.
    private func exact() -> Double {
        let (m, n) = (Int(first), Int(second))
        // ways[i][j]: orders of i values of the first group among those of the second so far, with j wins.
        var ways = Array(repeating: Array(repeating: 0.0, count: m * n + 1), count: m + 1)
        for i in 0...m { ways[i][0] = 1 }
        for below in 1...n {
            var next = ways
            for i in 1...m {
                for j in 0...(m * n) {
                    next[i][j] = ways[i][j] + (j >= below ? next[i - 1][j - below] : 0)
                }
            }
            ways = next
        }
        let total = ways[m].reduce(0, +)
        let extreme = Int(max(wins, first * second - wins))
        return min(1, 2 * ways[m][extreme...].reduce(0, +) / total)
    }
}
