import Columnar

/// The rows of a batch that pass the conditions of a pipeline, condition by condition.
final class Selection {
    private let conditions: [VectorExpression]
    private let first: Buffer<UInt32>
    private let second: Buffer<UInt32>

    init(_ conditions: [VectorExpression], capacity: Int) {
        self.conditions = conditions
        first = Buffer(uninitialized: conditions.isEmpty ? 0 : capacity + Compaction.slack)
        second = Buffer(uninitialized: conditions.count > 1 ? capacity + Compaction.slack : 0)
    }

    /// The batch of the rows of a run that pass; valid until the next call.
    func apply(_ batch: Batch) -> Batch {
        let verdicts = conditions.lazy.map { $0.verdict(batch.start, batch.start + batch.count) }
        if batch.count == 0 || verdicts.contains(.none) { return Batch(start: 0, count: 0, rows: nil) }
        var current = batch
        var target = first
        for (condition, verdict) in zip(conditions, verdicts) where current.count > 0 && verdict != .all {
            guard case .bytes(let flags) = condition.evaluate(current).storage else { continue }
            let kept = Compaction.keep(current, flags, target.base)
            current = Batch(start: 0, count: kept, rows: UnsafePointer(target.base))
            target = target === first ? second : first
        }
        return current
    }
}
