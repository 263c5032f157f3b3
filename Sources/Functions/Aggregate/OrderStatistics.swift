import Columnar

/// Exact order statistics without sorting everything.
enum OrderStatistics {
    /// The quantile of one group at `fraction`, by linear interpolation between order statistics (type 7 of Hyndman and
    /// Fan 1996: what NumPy, DuckDB's `quantile_cont` and Excel's PERCENTILE.INC give). `decode` turns a key into a number;
    /// no value gives NaN.
    static func quantile(
        _ values: CollectedValues, group: Int, fraction: Double, decode: (Int64) -> Double
    ) -> Double {
        let keys = values[group]
        guard !keys.isEmpty else { return Missing.number }
        // Quantiles are whole percents: in whole numbers the place between two values has no rounding error.
        let (rank, hundredths) = ((keys.count - 1) * Int((fraction * 100).rounded())).quotientAndRemainder(
            dividingBy: 100)
        let share = Double(hundredths) / 100
        let (low, high) =
            keys.count <= 64
            ? sortedPair(keys.sorted(), rank)
            : pair(keys, rank: rank, needsNext: share > 0, values.histogram(group))
        let first = decode(low)
        return share > 0 ? first + (decode(high) - first) * share : first
    }

    private static func sortedPair(_ sorted: [Int64], _ rank: Int) -> (Int64, Int64) {
        (sorted[rank], sorted[min(rank + 1, sorted.count - 1)])
    }

    /// The values of a rank and of the next one (the same at the end).
    private static func pair(
        _ keys: UnsafeBufferPointer<Int64>, rank: Int, needsNext: Bool, _ histogram: Histogram
    ) -> (Int64, Int64) {
        if histogram.low == histogram.high { return (histogram.low, histogram.low) }
        let (bucket, first, last) = histogram.bucket(ofRank: rank)
        let (inside, next) = histogram.values(in: bucket, of: keys, needsNext: needsNext && rank == last)
        let found = inside.withUnsafeBufferPointer { inside -> (Int64, Int64) in
            if inside.count <= 64 { return sortedPair(inside.sorted(), rank - first) }
            let inner = Histogram(inside)
            return pair(inside, rank: rank - first, needsNext: needsNext && rank < last, inner)
        }
        return rank < last ? found : (found.0, next ?? found.0)
    }
}
