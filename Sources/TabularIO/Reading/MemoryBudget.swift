import Synchronization

/// What the columns of a load take, against what they may take. Threads count for themselves and add up here.
final class MemoryBudget: Sendable {
    private let given: Int?
    private let used = Atomic(0)
    /// The machine's own limit, once it was asked for; most loads never do.
    private let found = Mutex<Int?>(nil)

    /// - Parameter limit: in bytes; nil takes most of the machine's memory.
    init(limit: Int?) { given = limit }

    /// Adds bytes, or gives them back; the limit when there are too many now.
    func exceeded(adding bytes: Int) -> Int? {
        let total = used.wrappingAdd(bytes, ordering: .relaxed).newValue
        guard total > given ?? LoadLimits.unasked else { return nil }
        let limit =
            given
            ?? found.withLock { known in
                let limit = known ?? LoadLimits.memory()
                known = limit
                return limit
            }
        return total > limit ? limit : nil
    }
}
