import CLoopback
import Dispatch
import Synchronization

/// A web server for this machine alone. Every connection has a thread, of which a browser opens six.
package final class HTTPServer: Sendable {
    package typealias Handler = @Sendable (HTTPRequest) -> HTTPResponse

    /// Why the server cannot listen: the system's number for it.
    package struct Failure: Error {
        package let code: Int32
        /// Whether another program has the port.
        package let isTaken: Bool
    }

    private static let mostConnections = 64
    /// How long a peer may take to read a piece of an answer, in seconds.
    private static let patience: Int32 = 60

    package let port: UInt16
    private let listener: Int32
    private let connections = Atomic<Int>(0)
    private let waiting = WaitingConnections()

    /// - Parameter port: 0 takes a free one.
    package init(port: UInt16) throws(Failure) {
        var chosen = port
        listener = tally_loopback_listen(&chosen)
        guard listener >= 0 else { throw Failure(code: -listener, isTaken: -listener == HTTPServer.addressInUse) }
        self.port = chosen
    }

    deinit { tally_loopback_close(listener) }

    /// Answers until it is told to stop, which it notices within a fifth of a second.
    package func run(isStopped: () -> Bool, _ handler: @escaping Handler) {
        while !isStopped() {
            let socket = tally_loopback_accept(listener, 200, HTTPServer.patience)
            guard socket > 0 else { continue }
            let connection = Connection(socket)
            guard connections.load(ordering: .relaxed) < HTTPServer.mostConnections || waiting.endFirst() else {
                connection.refuse(503)
                continue
            }
            connections.add(1, ordering: .relaxed)
            // A queue of its own is a thread of its own: a silent connection keeps nobody waiting.
            DispatchQueue(label: "connection").async { [self] in
                connection.serve(waiting, handler)
                connections.subtract(1, ordering: .relaxed)
            }
        }
    }
}

#if canImport(Glibc)
    import Glibc

    extension HTTPServer { private static let addressInUse = Glibc.EADDRINUSE }
#else
    import Darwin

    extension HTTPServer { private static let addressInUse = Darwin.EADDRINUSE }
#endif
