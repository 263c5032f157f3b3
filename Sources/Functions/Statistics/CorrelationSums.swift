/// Sums of squares and products around the means.
struct CorrelationSums {
    let count: Double
    var x = 0.0
    var y = 0.0
    var xy = 0.0

    init(count: Double) { self.count = count }

    /// Pearson's correlation; nil where one side does not vary, or its squares are too large.
    var correlation: Double? {
        guard x > 0, y > 0 else { return nil }
        let correlation = xy / (x.squareRoot() * y.squareRoot())
        // Squares of numbers near the largest there is are none.
        return correlation.isFinite ? max(-1, min(1, correlation)) : nil
    }
}
