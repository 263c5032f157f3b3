import Synchronization

/// The values of a column that are made when they are first asked for: read from a snapshot, or computed from other
/// columns. Whoever asks while another thread makes them waits for it.
package final class DeferredStorage: Sendable {
    private enum State {
        case waiting(@Sendable () -> Column.Storage)
        case ready(Column.Storage)
    }

    private let state: Mutex<State>

    /// - Parameter make: called at most once, on the thread that asks first. It always gives values of the column's
    ///   physical form and length; one that can fail tells of it elsewhere.
    package init(_ make: @escaping @Sendable () -> Column.Storage) { state = Mutex(.waiting(make)) }

    package var storage: Column.Storage {
        state.withLock { state in
            if case .ready(let storage) = state { return storage }
            guard case .waiting(let make) = state else { preconditionFailure("a state is one of two") }
            let storage = make()
            state = .ready(storage)
            return storage
        }
    }
}
