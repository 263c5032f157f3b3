import Columnar

/// How many values lie in each of up to 4,096 buckets of equal width between the smallest and the largest.
///
/// It makes order statistics exact without sorting: the counts say which bucket holds a rank, and only the values of
/// that bucket are looked at again.
struct Histogram {
    private static let bits = 12

    let low: Int64
    let high: Int64
    private let shift: UInt64
    /// How many values lie in the buckets before each one; one entry more than there are buckets.
    private let before: [Int]

    init(_ values: UnsafeBufferPointer<Int64>) {
        var low = values.first ?? 0
        var high = low
        var index = 1
        while index < values.count {
            low = min(low, values[index])
            high = max(high, values[index])
            index &+= 1
        }
        self.init(values, low: low, high: high)
    }

    init(_ values: UnsafeBufferPointer<Int64>, low: Int64, high: Int64) {
        self.low = low
        self.high = high
        let range = UInt64(bitPattern: high &- low)
        // A handful of values needs a handful of buckets.
        let bits = min(Histogram.bits, max(1, 64 - values.count.leadingZeroBitCount))
        let shift = UInt64(max(0, 64 - range.leadingZeroBitCount - bits))
        self.shift = shift
        var counts = [Int](repeating: 0, count: Int(range >> shift) + 2)
        counts.withUnsafeMutableBufferPointer { counts in
            var index = 0
            while index < values.count {
                counts[Int(truncatingIfNeeded: UInt64(bitPattern: values[index] &- low) >> shift) &+ 1] &+= 1
                index &+= 1
            }
            for bucket in 1..<counts.count { counts[bucket] &+= counts[bucket - 1] }
        }
        before = counts
    }

    /// The bucket that holds a rank, from 0, and the first and last rank in it.
    func bucket(ofRank rank: Int) -> (bucket: Int, first: Int, last: Int) {
        var low = 0
        var high = before.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if before[middle] <= rank { low = middle } else { high = middle }
        }
        return (low, before[low], before[low + 1] - 1)
    }

    /// The values of a bucket, in their order, and where it is needed the smallest value behind it.
    func values(
        in bucket: Int, of values: UnsafeBufferPointer<Int64>, needsNext: Bool
    ) -> (inside: [Int64], next: Int64?) {
        let start = low &+ Int64(bitPattern: UInt64(bucket) << shift)
        let width = (UInt64(1) << shift) - 1
        let count = before[bucket + 1] - before[bucket]
        let needsNext = needsNext && before[bucket + 1] < values.count
        var next = Int64.max
        let inside = [Int64](unsafeUninitializedCapacity: count + 1) { target, initialized in
            var found = 0
            var index = 0
            while index < values.count, found < count {
                let value = values[index]
                target[found] = value
                found &+= UInt64(bitPattern: value &- start) <= width ? 1 : 0
                index &+= 1
            }
            initialized = found
        }
        if needsNext {
            let end = start &+ Int64(bitPattern: width)
            var index = 0
            while index < values.count {
                let value = values[index]
                next = min(next, value > end ? value : Int64.max)
                index &+= 1
            }
        }
        return (inside, needsNext ? next : nil)
    }
}
