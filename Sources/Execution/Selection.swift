import Columnar

/// The rows of a batch that pass the conditions of a pipeline, condition by condition.
final class Selection {
    private let conditions: [VectorExpression]
    /// What is known of each condition on the rows of the batch.
    private var verdicts: [Verdict]
    private let first: Buffer<UInt32>
    private let second: Buffer<UInt32>

    init(_ conditions: [VectorExpression], capacity: Int) {
        self.conditions = conditions
        verdicts = conditions.map { _ in .some }
        first = Buffer(uninitialized: conditions.isEmpty ? 0 : capacity + Compaction.slack)
        second = Buffer(uninitialized: conditions.count > 1 ? capacity + Compaction.slack : 0)
    }

    /// The batch of the rows of a run that pass; valid until the next call.
    func apply(_ batch: Batch) -> Batch {
        if batch.count == 0 { return batch }
        // No condition is computed where the blocks say that one of them holds nowhere.
        for index in conditions.indices {
            verdicts[index] = conditions[index].verdict(batch.start, batch.start + batch.count)
            if verdicts[index] == .none { return Batch(start: 0, count: 0, rows: nil) }
        }
        var current = batch
        var target = first
        for index in conditions.indices where verdicts[index] == .some && current.count > 0 {
            let condition = conditions[index]
            guard case .bytes(let flags) = condition.evaluate(current).storage else { continue }
            let kept = Compaction.keep(current, flags, target.base)
            current = Batch(start: 0, count: kept, rows: UnsafePointer(target.base))
            target = target === first ? second : first
        }
        return current
    }
}
