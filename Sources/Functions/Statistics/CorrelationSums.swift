/// Sums of squares and products around the means.
struct CorrelationSums {
    let count: Double
    var x = 0.0
    var y = 0.0
    var xy = 0.0

    init(count: Double) { self.count = count }

    /// Pearson's correlation; nil where one side does not vary.
    var correlation: Double? {
        guard x > 0, y > 0 else { return nil }
        return max(-1, min(1, xy / (x.squareRoot() * y.squareRoot())))
    }
}
