#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The binomial distribution, summed term by term from its middle so that nothing cancels.
enum BinomialDistribution {
    /// The largest k with P(X < k) ≤ `tail`, for X ~ B(n, p): 0 where there is none.
    static func lowerRank(_ n: Int, _ p: Double, tail: Double) -> Int {
        // More than 40 standard deviations below the mean there is nothing that a double could hold.
        var cumulative = 0.0
        var k = max(0, Int(Double(n) * p - 40 * (Double(n) * p * (1 - p)).squareRoot()))
        while k < n {
            cumulative += probability(n, p, k)
            if cumulative > tail { return k }
            k += 1
        }
        return n
    }

    /// P(X = k), by logarithms of the gamma function.
    private static func probability(_ n: Int, _ p: Double, _ k: Int) -> Double {
        let (n, k) = (Double(n), Double(k))
        return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))
    }
}
