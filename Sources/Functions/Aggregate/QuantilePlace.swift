/// Where a quantile lies between two order statistics: by linear interpolation (type 7 of Hyndman and Fan 1996: what
/// NumPy, DuckDB's `quantile_cont` and Excel's PERCENTILE.INC give).
struct QuantilePlace {
    /// From 0.
    let rank: Int
    /// The share of the way to the next rank, 0 up to 1.
    let share: Double

    /// There is at least one value.
    init(_ fraction: Double, count: Int) {
        // Quantiles are whole percents: in whole numbers the place between two values has no rounding error.
        let (rank, hundredths) = ((count - 1) * Int((fraction * 100).rounded())).quotientAndRemainder(dividingBy: 100)
        self.rank = rank
        share = Double(hundredths) / 100
    }
}
