import Synchronization

/// What has to be found out about the texts of a dictionary before anybody reads one: many questions need nothing of it but the
/// codes, and the texts of a mapped file may be damaged.
package final class TextCheck: Sendable {
    private enum State {
        /// Nil from the check when the texts are as they should be, else what stands in for them.
        case waiting(@Sendable () -> TextDictionary?)
        case passed
        case failed(TextDictionary)
    }

    private let hasPassed = Atomic(false)
    private let state: Mutex<State>

    /// - Parameter check: called at most once, by whoever first wants a text. It gives nil, or a dictionary of as many values.
    package init(_ check: @escaping @Sendable () -> TextDictionary?) { state = Mutex(.waiting(check)) }

    /// What is to be read instead of the texts; nil when they may be read.
    var substitute: TextDictionary? {
        if hasPassed.load(ordering: .acquiring) { return nil }
        return state.withLock { state in
            if case .waiting(let check) = state {
                state = check().map(State.failed) ?? .passed
                if case .passed = state { hasPassed.store(true, ordering: .releasing) }
            }
            if case .failed(let substitute) = state { return substitute }
            return nil
        }
    }
}
