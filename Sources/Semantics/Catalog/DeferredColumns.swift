import Synchronization

/// The columns of a data set whose values were not read, and which of them, and of what they tell, the binder has come
/// upon.
///
/// A query that names three of forty columns has three decoded: it is bound against the header first, which tells what
/// it needs. Whoever loads asks afterwards whether anything was needed that is not there.
package final class DeferredColumns: Sendable {
    /// Per field of the data set the headers that it is made of and that were not read.
    private let headers: [[String]]
    /// Whether the data's end is not known, since it is in columns that were not read.
    private let lacksEnd: Bool
    /// The headers of columns whose values have to be read to know it.
    private let hidingEnd: [String]
    private let asked = Mutex<Set<String>>([])
    private let endIsAsked = Atomic(false)

    init(_ headers: [[String]], lacksEnd: Bool, hidingEnd: [String]) {
        self.headers = headers
        self.lacksEnd = lacksEnd
        self.hidingEnd = hidingEnd
    }

    func ask(_ field: Int) {
        guard !headers[field].isEmpty else { return }
        asked.withLock { $0.formUnion(headers[field]) }
    }

    package func askForAll() { for field in headers.indices { ask(field) } }

    package func askForEnd() { endIsAsked.store(true, ordering: .relaxed) }

    /// Whether the data's end is needed and not known.
    package var needsEnd: Bool { lacksEnd && endIsAsked.load(ordering: .relaxed) }

    /// The headers of the columns that are needed and not there.
    package var needed: Set<String> { asked.withLock { $0 }.union(needsEnd ? hidingEnd : []) }
}
