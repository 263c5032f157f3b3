import Dispatch
import Synchronization

/// Large values that are done with and that nobody should wait for to be given back: freeing the keys of a table of
/// 200,000 rows takes a tenth of a second.
///
/// Whoever adds a value lets go of it before `drop` is called, so that the last one who holds it is here.
package final class Remains: Sendable {
    private let values = Mutex<[any Sendable]>([])

    package init() {}

    package func add(_ value: some Sendable) { values.withLock { $0.append(value) } }

    /// Gives everything back on another thread.
    package func drop() {
        guard values.withLock({ !$0.isEmpty }) else { return }
        DispatchQueue.global().async { [self] in
            let dropped = values.withLock { values in
                defer { values = [] }
                return values
            }
            _ = dropped
        }
    }
}
