/// The values of a time column as 32-bit counts of seconds from the earliest: half the memory to read where times are
/// subtracted.
package final class PackedTimes: Sendable {
    /// Milliseconds a count.
    package static let unit = Milliseconds.second

    /// The time of the count 0, which itself stands for a missing time.
    package let origin: Int64
    package let counts: Buffer<UInt32>

    /// Nil where a time is no whole number of seconds, and where times lie more than 136 years apart.
    package init?(_ times: Buffer<Int64>, bounds: ClosedRange<Int64>?) {
        guard let bounds, bounds.lowerBound > Int64.min / 4, bounds.upperBound < Int64.max / 4,
            (bounds.upperBound - bounds.lowerBound) / PackedTimes.unit < Int64(UInt32.max) - 1
        else { return nil }
        origin = Milliseconds.floorDivide(bounds.lowerBound, PackedTimes.unit) * PackedTimes.unit - PackedTimes.unit
        counts = Buffer(uninitialized: times.count)
        var isExact = true
        var row = 0
        while row < times.count {
            let time = times.base[row]
            let isKnown = time != Missing.integer
            let distance = UInt64(bitPattern: isKnown ? time &- origin : 0)
            let count = distance / UInt64(PackedTimes.unit)
            counts.base[row] = UInt32(truncatingIfNeeded: count)
            isExact = isExact && count &* UInt64(PackedTimes.unit) == distance
            row &+= 1
        }
        guard isExact else { return nil }
    }
}
