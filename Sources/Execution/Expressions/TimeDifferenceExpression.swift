import CKernels
import Columnar

/// The difference of two time columns, from their counts of seconds: half the bytes that the times are.
final class TimeDifferenceExpression: VectorExpression {
    private let left: PackedTimes
    private let right: PackedTimes
    /// The same difference of the times themselves, which know their bounds.
    private let plain: VectorExpression
    private let results: Buffer<Int64>

    init(_ left: PackedTimes, _ right: PackedTimes, plain: VectorExpression, capacity: Int) {
        (self.left, self.right, self.plain) = (left, right, plain)
        results = Buffer(uninitialized: capacity)
    }

    override func range(_ start: Int, _ end: Int) -> ValueRange? { plain.range(start, end) }

    override func evaluate(_ batch: Batch) -> Vector {
        // Listed rows count from the first, those of a run from where it starts.
        let start = batch.rows == nil ? batch.start : 0
        tally_subtract_packed(
            left.counts.base + start, right.counts.base + start, batch.rows, batch.count, PackedTimes.unit,
            left.origin - right.origin, results.base)
        return Vector(.integers(results.base), count: batch.count)
    }
}
