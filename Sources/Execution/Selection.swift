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

    /// The rows of a run that pass: those of a batch, or those that have a flag.
    enum Selected {
        case batch(Batch)
        case flagged(UnsafePointer<UInt8>)
    }

    /// The batch of the rows of a run that pass; valid until the next call.
    func apply(_ run: Batch) -> Batch {
        switch select(run) {
        case .batch(let batch): batch
        case .flagged(let flags): list(run, flags)
        }
    }

    /// Whether the blocks say that a condition holds on none of the rows `start ..< end`, which are not none.
    func isEmpty(_ start: Int, _ end: Int) -> Bool { conditions.contains { $0.verdict(start, end) == .none } }

    /// The batch of the rows that have a flag.
    func list(_ run: Batch, _ flags: UnsafePointer<UInt8>) -> Batch { keep(run, flags, first) }

    /// The rows of a run that pass, which are not listed when one condition alone decides; valid until the next call.
    func select(_ run: Batch) -> Selected {
        if run.count == 0 || conditions.isEmpty { return .batch(run) }
        // No condition is computed where the blocks say that one of them holds nowhere.
        var undecided = 0
        for index in conditions.indices {
            verdicts[index] = conditions[index].verdict(run.start, run.start + run.count)
            if verdicts[index] == .none { return .batch(Batch(start: 0, count: 0, rows: nil)) }
            if verdicts[index] == .some { undecided += 1 }
        }
        var current = run
        var target = first
        for index in conditions.indices where verdicts[index] == .some && current.count > 0 {
            guard case .bytes(let flags) = conditions[index].evaluate(current).storage else { continue }
            if undecided == 1 { return .flagged(flags) }
            current = keep(current, flags, target)
            target = target === first ? second : first
        }
        return .batch(current)
    }

    private func keep(_ batch: Batch, _ flags: UnsafePointer<UInt8>, _ target: Buffer<UInt32>) -> Batch {
        let kept = Compaction.keep(batch, flags, target.base)
        return Batch(start: 0, count: kept, rows: UnsafePointer(target.base))
    }
}
