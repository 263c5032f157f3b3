/// The values of a time column as 32-bit counts of seconds from the earliest: half the memory to read where times are
/// subtracted.
package final class PackedTimes: Sendable {
    /// Milliseconds a count.
    package static let unit = Milliseconds.second
    /// What a thread takes at a time.
    private static let rowsAPiece = 65_536

    /// The time of the count 0, which itself stands for a missing time.
    package let origin: Int64
    package let counts: Buffer<UInt32>

    /// Nil where a time is no whole number of seconds, and where times lie more than 136 years apart.
    package init?(_ times: Buffer<Int64>, bounds: ClosedRange<Int64>?, threads: Int = 1) {
        guard let bounds, bounds.lowerBound > Int64.min / 4, bounds.upperBound < Int64.max / 4,
            (bounds.upperBound - bounds.lowerBound) / PackedTimes.unit < Int64(UInt32.max) - 1
        else { return nil }
        let origin =
            Milliseconds.floorDivide(bounds.lowerBound, PackedTimes.unit) * PackedTimes.unit - PackedTimes.unit
        let counts = Buffer<UInt32>(uninitialized: times.count)
        let areExact = Pieces.map(times.count, of: PackedTimes.rowsAPiece, threads: threads) { rows in
            var isExact = true
            var row = rows.lowerBound
            while row < rows.upperBound {
                let time = times.base[row]
                let isKnown = time != Missing.integer
                let distance = UInt64(bitPattern: isKnown ? time &- origin : 0)
                let count = distance / UInt64(PackedTimes.unit)
                counts.base[row] = UInt32(truncatingIfNeeded: count)
                isExact = isExact && count &* UInt64(PackedTimes.unit) == distance
                row &+= 1
            }
            return isExact
        }
        guard areExact.allSatisfy({ $0 }) else { return nil }
        (self.origin, self.counts) = (origin, counts)
    }
}
