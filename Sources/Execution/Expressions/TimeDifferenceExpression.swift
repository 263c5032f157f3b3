import CKernels
import Columnar
import Functions

/// The difference of two time columns, from their counts of seconds or from its own: half or a quarter of the bytes that the
/// times are.
final class TimeDifferenceExpression: VectorExpression {
    private let left: PackedTimes
    /// Nil where `left` holds the differences.
    private let right: PackedTimes?
    /// The same difference of the times themselves, which know their bounds.
    private let plain: VectorExpression
    private let offset: Int64
    /// Whether all differences are less than 2 to the power of 31 units.
    let isShort: Bool
    private let results: Buffer<Int64>

    init(_ left: PackedTimes, _ right: PackedTimes?, plain: VectorExpression, capacity: Int) {
        (self.left, self.right, self.plain) = (left, right, plain)
        offset = left.origin - (right?.origin ?? 0)
        let units = offset / PackedTimes.unit
        let (low, high) = (units - Int64(right?.largest ?? 0), units + Int64(left.largest))
        isShort = max(abs(low), abs(high)) < Int64(Int32.max)
        results = Buffer(uninitialized: capacity)
    }

    override func range(_ start: Int, _ end: Int) -> ValueRange? { plain.range(start, end) }

    /// The times of a batch before they are subtracted.
    func difference(_ batch: Batch) -> TimeDifference {
        // Listed rows count from the first, those of a run from where it starts.
        let start = batch.rows == nil ? batch.start : 0
        return TimeDifference(
            left: left.counts.base + start, right: right.map { $0.counts.base + start }, rows: batch.rows,
            count: batch.count,
            unit: PackedTimes.unit, offset: offset)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let times = difference(batch)
        tally_subtract_packed(
            times.left, times.right, times.rows, times.count, times.unit, times.offset, results.base)
        return Vector(.integers(results.base), count: batch.count)
    }
}
