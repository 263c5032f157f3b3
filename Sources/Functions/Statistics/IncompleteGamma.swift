/// The regularized incomplete gamma functions.
enum IncompleteGamma {
    /// Q(a, x) = Γ(a, x) / Γ(a), the upper part, with its digits in the tail.
    static func upper(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
    }

    /// P(a, x) = 1 − Q(a, x), the lower part.
    static func lower(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x)
    }

    /// Abramowitz and Stegun 6.5.29.
    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var n = a
        while term > sum * 1e-17 {
            n += 1
            term *= x / n
            sum += term
        }
        return DensityTerms.poisson(a, mean: x) * sum
    }

    /// Abramowitz and Stegun 6.5.31, by Lentz's method.
    private static func fraction(_ a: Double, _ x: Double) -> Double {
        let front = a * DensityTerms.poisson(a, mean: x)
        guard front > 0, x.isFinite else { return 0 }
        let tiny = Double.leastNormalMagnitude / 1e-30
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var h = d
        for i in 1..<1_000_000 {
            let step = -Double(i) * (Double(i) - a)
            b += 2
            d = step * d + b
            if d.magnitude < tiny { d = tiny }
            c = b + step / c
            if c.magnitude < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            h *= change
            if (change - 1).magnitude < 1e-16 { break }
        }
        return front * h
    }
}
