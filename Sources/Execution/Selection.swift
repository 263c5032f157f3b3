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

    /// The rows of a run that pass: those of a batch, or those on which one condition holds.
    enum Selected {
        case batch(Batch)
        case holds(VectorExpression)
    }

    /// The batch of the rows of a run that pass; valid until the next call.
    func apply(_ run: Batch) -> Batch {
        switch select(run) {
        case .batch(let batch): batch
        case .holds(let condition): list(run, condition)
        }
    }

    /// Whether the blocks say that a condition holds on none of the rows `start ..< end`, which are not none.
    func isEmpty(_ start: Int, _ end: Int) -> Bool { conditions.contains { $0.verdict(start, end) == .none } }

    /// Whether the blocks say that the conditions hold on all of the rows `start ..< end`, which are not none.
    func isFull(_ start: Int, _ end: Int) -> Bool { conditions.allSatisfy { $0.verdict(start, end) == .all } }

    /// The one condition that decides on the rows `start ..< end`, which are not none; nil where none or several do.
    func only(_ start: Int, _ end: Int) -> VectorExpression? {
        let open = conditions.filter { $0.verdict(start, end) != .all }
        return open.count == 1 ? open[0] : nil
    }

    /// The batch of the rows on which a condition holds.
    func list(_ run: Batch, _ condition: VectorExpression) -> Batch { keep(run, condition.flags(run), first) }

    /// The rows of a run that pass, which are not found out when one condition alone decides; valid until the next call.
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
            if undecided == 1 { return .holds(conditions[index]) }
            current = keep(current, conditions[index].flags(current), target)
            target = target === first ? second : first
        }
        return .batch(current)
    }

    private func keep(_ batch: Batch, _ flags: UnsafePointer<UInt8>, _ target: Buffer<UInt32>) -> Batch {
        let kept = Compaction.keep(batch, flags, target.base)
        return Batch(start: 0, count: kept, rows: UnsafePointer(target.base))
    }
}
