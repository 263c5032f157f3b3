internal import Synchronization

/// The names whose definitions somebody has asked an environment for: what was made with its help stays right as long as
/// these mean the same.
package final class Lookups: Sendable {
    private struct Asked {
        var names: Set<String> = []
        var all = false
    }

    private let asked = Mutex(Asked())

    /// Stands for all spans among the names: no definition is called so.
    package static let spans = " spans"

    package init() {}

    /// The keys of the names; nil when all that is defined was looked at, as a suggestion does.
    package var names: Set<String>? { asked.withLock { $0.all ? nil : $0.names } }

    func note(_ key: String) { asked.withLock { _ = $0.names.insert(key) } }

    func noteAll() { asked.withLock { $0.all = true } }
}
