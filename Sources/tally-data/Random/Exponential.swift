/// The exponential function by a Taylor series and repeated squaring.
///
/// It is written here, and not taken from the system, because system libraries differ in the last digit and the
/// generated files must not.
enum Exponential {
    /// e to the power of `x`, to about 1e-12 relative for |x| up to 8.
    static func of(_ x: Double) -> Double {
        let reduced = x / 1_024
        var power = 1 + reduced * (1 + reduced / 2 * (1 + reduced / 3 * (1 + reduced / 4 * (1 + reduced / 5))))
        for _ in 0..<10 { power *= power }
        return power
    }
}
