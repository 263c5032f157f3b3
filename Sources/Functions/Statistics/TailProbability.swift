#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How likely a statistic is, under no effect, to be as far out as it is. Right to about 12 digits, down to the smallest double.
package enum TailProbability {
    /// P(X ≥ x) for a chi-square variable.
    package static func chiSquare(_ x: Double, _ freedom: Double) -> Double {
        IncompleteGamma.upper(freedom / 2, x / 2)
    }

    /// P(F ≥ f) for a variance ratio.
    package static func ratio(_ f: Double, _ top: Double, _ bottom: Double) -> Double {
        guard f > 0 else { return 1 }
        let sum = bottom + top * f
        return IncompleteBeta.lower(bottom / sum, top * f / sum, bottom / 2, top / 2)
    }

    /// P(|T| ≥ |t|) for Student's t.
    package static func student(_ t: Double, _ freedom: Double) -> Double {
        guard t.isFinite else { return t.isNaN ? t : 0 }
        let sum = freedom + t * t
        return IncompleteBeta.lower(freedom / sum, t * t / sum, freedom / 2, 0.5)
    }

    /// P(|Z| ≥ |z|) for a standard normal variable.
    package static func normal(_ z: Double) -> Double { erfc(z.magnitude / 2.0.squareRoot()) }
}
