#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The standard normal distribution.
enum NormalDistribution {
    /// P(Z ≤ x).
    static func probability(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    /// The x with P(Z ≤ x) = `p`, by Newton's method on `probability`: quadratic from a rough start, exact to the last
    /// digits of `erfc`.
    static func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0.5 ? 0 : p <= 0 ? -.infinity : .infinity }
        if p == 0.5 { return 0 }
        if p < 0.5 { return -quantile(1 - p) }
        // Start: Abramowitz and Stegun 26.2.23, right to 4.5e-4.
        let t = (-2 * log(1 - p)).squareRoot()
        let top = 2.515517 + t * (0.802853 + t * 0.010328)
        let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        var x = t - top / bottom
        for _ in 0..<4 {
            let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
            // The upper tail keeps its digits where `probability` is near 1.
            let error = (1 - p) - 0.5 * erfc(x / 2.0.squareRoot())
            let step = error / density
            x -= step / (1 + x * step / 2)
        }
        return x
    }
}
