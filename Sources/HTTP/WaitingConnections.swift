import Synchronization

/// The connections that wait for their peers, the longest first. Where there are too many, the first gives way to a new
/// one, so that nobody who only holds connections can keep others out.
final class WaitingConnections: Sendable {
    private let connections = Mutex<[Connection]>([])

    func insert(_ connection: Connection) { connections.withLock { $0.append(connection) } }

    func remove(_ connection: Connection) { connections.withLock { $0.removeAll { $0 === connection } } }

    /// Ends the one that has waited longest; false where all are being answered.
    func endFirst() -> Bool {
        connections.withLock { connections in
            guard !connections.isEmpty else { return false }
            connections.removeFirst().end()
            return true
        }
    }
}
