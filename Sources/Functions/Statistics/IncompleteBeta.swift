/// The regularized incomplete beta function.
enum IncompleteBeta {
    /// I_x(a, b). `y` is 1 − x, given apart so that neither is rounded away.
    static func lower(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        return x < (a + 1) / (a + b + 2) ? part(x, y, a, b) : 1 - part(y, x, b, a)
    }

    /// xᵃ yᵇ / (a B(a, b)): I_x(a, b) − I_x(a + 1, b).
    static func step(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        DensityTerms.binomial(a, a + b, x, y) * b / (a + b)
    }

    /// The continued fraction of Abramowitz and Stegun 26.5.8, by Lentz's method.
    private static func part(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        let front = step(x, y, a, b)
        guard front > 0 else { return 0 }
        let tiny = Double.leastNormalMagnitude / 1e-30
        func bounded(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / bounded(1 - (a + b) * x / (a + 1))
        var h = d
        for m in 1..<1_000_000 {
            let m = Double(m)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / bounded(1 + even * d)
            c = bounded(1 + even / c)
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / bounded(1 + odd * d)
            c = bounded(1 + odd / c)
            h *= d * c
            if (d * c - 1).magnitude < 1e-16 { break }
        }
        return front * h
    }
}
