import Synchronization

/// The columns of a data set whose values were not read, and which of them the binder has come upon.
///
/// A query that names three of forty columns has three decoded: it is bound against the header first, which tells what
/// it needs. Whoever loads asks afterwards whether anything was needed that is not there.
package final class DeferredColumns: Sendable {
    /// Per field of the data set the headers that it is made of and that were not read.
    private let headers: [[String]]
    private let asked = Mutex<Set<String>>([])

    init(_ headers: [[String]]) { self.headers = headers }

    func ask(_ field: Int) {
        guard !headers[field].isEmpty else { return }
        asked.withLock { $0.formUnion(headers[field]) }
    }

    package func askForAll() { for field in headers.indices { ask(field) } }

    /// The headers of the columns that are needed and not there.
    package var needed: Set<String> { asked.withLock { $0 } }
}
