#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Densities by Loader's saddle-point expansion (Loader 2000, Fast and Accurate Computation of Binomial Probabilities): logarithms
/// of large gamma functions never meet, so that samples of millions keep 13 digits, in the far tails too.
enum DensityTerms {
    /// λˣ e^−λ / Γ(x + 1), for real x > 0.
    static func poisson(_ x: Double, mean: Double) -> Double {
        guard mean > 0 else { return 0 }
        guard x > 0 else { return exp(-mean) }
        return exp(-stirlingError(x) - deviance(x, mean)) / (2 * Double.pi * x).squareRoot()
    }

    /// Γ(n + 1) / (Γ(x + 1) Γ(n − x + 1)) · pˣ q^(n − x), for real 0 ≤ x ≤ n and q = 1 − p, given apart so that neither is
    /// rounded away.
    static func binomial(_ x: Double, _ n: Double, _ p: Double, _ q: Double) -> Double {
        if p == 0 { return x == 0 ? 1 : 0 }
        if q == 0 { return x == n ? 1 : 0 }
        if x == 0 { return n == 0 ? 1 : exp(p < 0.1 ? n * log1p(-p) : n * log(q)) }
        if x == n { return exp(q < 0.1 ? n * log1p(-q) : n * log(p)) }
        guard x > 0, x < n else { return 0 }
        let exponent =
            stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q)
        return exp(exponent) * (n / (2 * Double.pi * x * (n - x))).squareRoot()
    }

    /// The probability of x marked among `drawn`, of which there are `marked` in all and `plain` others.
    static func hypergeometric(_ x: Double, marked: Double, plain: Double, drawn: Double) -> Double {
        if drawn == 0 { return x == 0 ? 1 : 0 }
        let total = marked + plain
        let (p, q) = (drawn / total, (total - drawn) / total)
        return binomial(x, marked, p, q) * binomial(drawn - x, plain, p, q) / binomial(drawn, total, p, q)
    }

    /// log n! less its approximation by Stirling's formula.
    private static func stirlingError(_ n: Double) -> Double {
        if n <= 15 { return lgamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi) }
        let square = n * n
        let inner = (1.0 / 1_680 - 1 / (1_188 * square)) / square
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1_260 - inner) / square) / square) / n
    }

    /// x log(x / m) + m − x, without cancellation where x is near m.
    private static func deviance(_ x: Double, _ m: Double) -> Double {
        guard (x - m).magnitude < 0.3 * (x + m) else { return x * log(x / m) + m - x }
        var v = (x - m) / (x + m)
        var sum = (x - m) * v
        guard sum.magnitude > .leastNormalMagnitude else { return sum }
        var term = 2 * x * v
        v *= v
        for j in 1..<1_000 {
            term *= v
            let next = sum + term / Double(2 * j + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }
}
