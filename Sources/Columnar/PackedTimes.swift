import CKernels

/// The values of a time column as 32-bit counts of seconds from the earliest, or the differences of two such columns from the
/// smallest: half and a quarter of the memory to read where times are subtracted.
package final class PackedTimes: Sendable {
    /// Milliseconds a count.
    package static let unit = Milliseconds.second
    /// What a thread takes at a time.
    private static let rowsAPiece = 65_536

    /// The time of the count 0, which itself stands for a missing time.
    package let origin: Int64
    package let counts: Buffer<UInt32>
    /// No count is larger.
    package let largest: UInt32
    /// Whether the count of a row is 0 only where the column itself, not the one that is subtracted, has no value.
    let marksMissing: Bool

    /// Nil where a value is no whole number of seconds, and where they lie more than 136 years apart.
    /// - Parameters:
    ///   - other: what is subtracted from the times.
    ///   - bounds: within which the values lie.
    package init?(
        _ times: Buffer<Int64>, minus other: Buffer<Int64>? = nil, bounds: ClosedRange<Int64>?, threads: Int = 1
    ) {
        guard let bounds, bounds.lowerBound > Int64.min / 4, bounds.upperBound < Int64.max / 4,
            (bounds.upperBound - bounds.lowerBound) / PackedTimes.unit < Int64(UInt32.max) - 1
        else { return nil }
        let origin =
            Milliseconds.floorDivide(bounds.lowerBound, PackedTimes.unit) * PackedTimes.unit - PackedTimes.unit
        let counts = Buffer<UInt32>(uninitialized: times.count)
        let parts = Pieces.map(times.count, of: PackedTimes.rowsAPiece, threads: threads) { rows in
            let start = rows.lowerBound
            return tally_pack_times(
                times.base + start, other.map { $0.base + start }, rows.count, origin, PackedTimes.unit,
                counts.base + start)
        }
        guard parts.allSatisfy({ $0 & TALLY_PACKED_EXACTLY != 0 }) else { return nil }
        marksMissing = parts.allSatisfy { $0 & TALLY_PACKED_OWN_GAPS != 0 }
        (self.origin, self.counts) = (origin, counts)
        largest = UInt32((bounds.upperBound - origin) / PackedTimes.unit)
    }
}
