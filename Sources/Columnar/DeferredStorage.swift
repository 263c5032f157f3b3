import Synchronization

/// The values of a column that are made when they are first asked for: read from a snapshot, or computed from other
/// columns. Whoever asks while another thread makes them waits for it.
package final class DeferredStorage: Sendable {
    private enum State {
        case waiting(@Sendable () -> Column.Storage)
        case ready(Column.Storage)
    }

    private let state: Mutex<State>
    private let makeSome: (@Sendable ([Int]) -> Column.Storage)?

    /// - Parameters:
    ///   - some: makes the values of the given rows without those of the others; nil where that cannot be.
    ///   - make: called at most once, on the thread that asks first. It always gives values of the column's
    ///     physical form and length; one that can fail tells of it elsewhere.
    package init(
        some: (@Sendable ([Int]) -> Column.Storage)? = nil, _ make: @escaping @Sendable () -> Column.Storage
    ) {
        makeSome = some
        state = Mutex(.waiting(make))
    }

    package var storage: Column.Storage {
        state.withLock { state in
            if case .ready(let storage) = state { return storage }
            guard case .waiting(let make) = state else { preconditionFailure("a state is one of two") }
            let storage = make()
            state = .ready(storage)
            return storage
        }
    }

    /// The values of the given rows, where nobody has asked for all yet and they can be made alone; else nil.
    func some(_ rows: [Int]) -> Column.Storage? {
        guard let makeSome, state.withLock({ if case .waiting = $0 { true } else { false } }) else { return nil }
        return makeSome(rows)
    }
}
