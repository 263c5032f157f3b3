import Columnar

/// The rows of a batch that pass the conditions of a pipeline, condition by condition.
final class Selection {
    private let conditions: [VectorExpression]
    private let first: Buffer<UInt32>
    private let second: Buffer<UInt32>

    init(_ conditions: [VectorExpression], capacity: Int) {
        self.conditions = conditions
        first = Buffer(uninitialized: conditions.isEmpty ? 0 : capacity)
        second = Buffer(uninitialized: conditions.count > 1 ? capacity : 0)
    }

    /// The batch of the rows that pass; valid until the next call.
    func apply(_ batch: Batch) -> Batch {
        var current = batch
        var target = first
        for condition in conditions where current.count > 0 {
            guard case .bytes(let flags) = condition.evaluate(current).storage else { continue }
            let kept = Selection.compact(current, flags, target.base)
            current = Batch(start: 0, count: kept, rows: UnsafePointer(target.base))
            target = target === first ? second : first
        }
        return current
    }

    /// Writes the row numbers whose flag is 1, without a branch a row.
    static func compact(
        _ batch: Batch, _ flags: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt32>
    ) -> Int {
        var kept = 0
        var index = 0
        if let rows = batch.rows {
            while index < batch.count {
                target[kept] = rows[index]
                kept &+= Int(flags[index])
                index &+= 1
            }
        } else {
            var row = UInt32(truncatingIfNeeded: batch.start)
            while index < batch.count {
                target[kept] = row
                row &+= 1
                kept &+= Int(flags[index])
                index &+= 1
            }
        }
        return kept
    }
}
