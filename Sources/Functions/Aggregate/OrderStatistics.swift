import Columnar

/// Exact order statistics without sorting everything: values are counted into buckets of equal width, and only the
/// bucket that holds the wanted rank is looked at again.
enum OrderStatistics {
    private static let bucketBits = 11

    /// The quantile at `fraction`, by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996:
    /// what NumPy, DuckDB's `quantile_cont` and Excel's PERCENTILE.INC give). `decode` turns a key into a number.
    static func quantile(
        _ values: UnsafeBufferPointer<Int64>, fraction: Double, decode: (Int64) -> Double
    ) -> Double {
        guard !values.isEmpty else { return Missing.number }
        let position = Double(values.count - 1) * fraction
        let rank = Int(position)
        let share = position - Double(rank)
        let (low, high) = pair(values, rank: rank)
        let first = decode(low)
        guard share > 0 else { return first }
        return first + (decode(high) - first) * share
    }

    /// The values of a rank, from 0, and of the next one (the same at the end).
    static func pair(_ values: UnsafeBufferPointer<Int64>, rank: Int) -> (Int64, Int64) {
        var low = values[0]
        var high = values[0]
        var index = 1
        while index < values.count {
            low = min(low, values[index])
            high = max(high, values[index])
            index &+= 1
        }
        return select(values, rank: rank, low: low, high: high)
    }

    private static func select(
        _ values: UnsafeBufferPointer<Int64>, rank: Int, low: Int64, high: Int64
    ) -> (Int64, Int64) {
        if low == high { return (low, low) }
        if values.count <= 64 {
            let sorted = values.sorted()
            return (sorted[rank], sorted[min(rank + 1, sorted.count - 1)])
        }
        let range = UInt64(bitPattern: high &- low)
        let shift = UInt64(max(0, (64 - range.leadingZeroBitCount) - bucketBits))
        let bucketCount = Int(range >> shift) + 1
        var counts = [Int](repeating: 0, count: bucketCount)
        counts.withUnsafeMutableBufferPointer { counts in
            for value in values { counts[Int(truncatingIfNeeded: UInt64(bitPattern: value &- low) >> shift)] &+= 1 }
        }
        var before = 0
        var bucket = 0
        while before + counts[bucket] <= rank {
            before += counts[bucket]
            bucket += 1
        }
        let last = before + counts[bucket] - 1
        var inside: [Int64] = []
        inside.reserveCapacity(counts[bucket])
        var next = Int64.max
        var insideLow = Int64.max
        var insideHigh = Int64.min
        for value in values {
            let index = Int(truncatingIfNeeded: UInt64(bitPattern: value &- low) >> shift)
            if index == bucket {
                inside.append(value)
                insideLow = min(insideLow, value)
                insideHigh = max(insideHigh, value)
            } else if index > bucket, value < next {
                next = value
            }
        }
        let found = inside.withUnsafeBufferPointer {
            select($0, rank: rank - before, low: insideLow, high: insideHigh)
        }
        return rank < last ? found : (found.0, next == .max ? found.0 : next)
    }
}
