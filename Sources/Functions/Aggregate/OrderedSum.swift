import Columnar

/// Sums of doubles in the order of the rows, in blocks: the result depends on the rows alone, never on threads or batch
/// sizes, and the error grows with the number of blocks instead of the number of rows.
enum OrderedSum {
    private static let blockSize = 65_536

    static func sum(_ keys: UnsafeBufferPointer<Int64>) -> Double {
        var total = 0.0
        var start = 0
        while start < keys.count {
            let end = min(start + blockSize, keys.count)
            var block = 0.0
            for index in start..<end { block += OrderedKey.number(keys[index]) }
            total += block
            start = end
        }
        return total
    }

    /// The mean; missing where there is no value.
    static func mean(_ keys: UnsafeBufferPointer<Int64>) -> Double {
        keys.isEmpty ? Missing.number : sum(keys) / Double(keys.count)
    }

    /// The sum of squared distances from the mean, in two passes: stable where the textbook formula cancels. What the mean is
    /// off by, where the values are large and close together, comes off again (Chan, Golub and LeVeque 1983).
    static func squaredDeviations(_ keys: UnsafeBufferPointer<Int64>, decode: (Int64) -> Double) -> Double {
        guard !keys.isEmpty else { return Missing.number }
        var mean = 0.0
        for key in keys { mean += decode(key) }
        mean /= Double(keys.count)
        var (total, drift) = (0.0, 0.0)
        for key in keys {
            let deviation = decode(key) - mean
            total += deviation * deviation
            drift += deviation
        }
        return max(0, total - drift * drift / Double(keys.count))
    }
}
