import Columnar

/// Exact order statistics of collected values.
enum OrderStatistics {
    /// The quantile of one group at `fraction`, interpolated as `QuantilePlace` says. `decode` turns a key into a number; no
    /// value gives NaN.
    static func quantile(
        _ values: CollectedValues, group: Int, fraction: Double, decode: (Int64) -> Double
    ) -> Double {
        guard let (low, high, share) = values.quantile(group, fraction) else { return Missing.number }
        let first = decode(low)
        return share > 0 ? first + (decode(high) - first) * share : first
    }
}
