package import Execution

/// Whoever shows how far a running query is.
package struct QueryWatch: Sendable {
    /// Called some hundred times a second, on the thread that waits for the query.
    let update: @Sendable (MorselCount) -> Void
    /// Called when there is nothing more to wait for, before the result is written.
    let finish: @Sendable () -> Void

    package init(update: @escaping @Sendable (MorselCount) -> Void, finish: @escaping @Sendable () -> Void) {
        self.update = update
        self.finish = finish
    }
}
