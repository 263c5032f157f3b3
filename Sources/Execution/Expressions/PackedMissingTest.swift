import CKernels
import Columnar

/// Whether the times of a column are missing, by their counts of seconds: where times are subtracted in the same pass, these
/// are in the cache.
final class PackedMissingTest: VectorExpression {
    private let counts: Buffer<UInt32>
    private let whenMissing: UInt8
    private let results: Buffer<UInt8>

    init(_ times: PackedTimes, isMissing: Bool, capacity: Int) {
        counts = times.counts
        whenMissing = isMissing ? 1 : 0
        results = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        if let rows = batch.rows {
            for index in 0..<batch.count {
                results.base[index] = counts.base[Int(rows[index])] == 0 ? whenMissing : 1 &- whenMissing
            }
        } else {
            tally_equal_32(counts.base + batch.start, 0, batch.count, whenMissing, results.base)
        }
        return Vector(.bytes(results.base), count: batch.count)
    }
}
