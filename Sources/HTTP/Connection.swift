import CLoopback

/// One connection: requests in, answers out, in their order.
final class Connection: Sendable {
    private let socket: Int32

    /// How long a browser may keep a connection that it asks nothing on.
    private static let silence: Duration = .seconds(60)
    /// How long a request may take to arrive from its first byte on: whoever sends it by drops does not mean well.
    private static let arrival: Duration = .seconds(10)

    init(_ socket: Int32) { self.socket = socket }

    deinit { tally_loopback_close(socket) }

    /// Answers requests until the peer has no more, or is too slow with one.
    /// - Parameter waiting: is told when the connection waits for its peer, and when it does no more.
    func serve(_ waiting: WaitingConnections, _ handler: HTTPServer.Handler) {
        var reader = RequestReader()
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        var end = ContinuousClock.now + Connection.silence
        while true {
            switch reader.next() {
            case .incomplete:
                let wasWithin = reader.isWithin
                let left = max(0, (end - ContinuousClock.now) / .milliseconds(1))
                waiting.insert(self)
                let count = tally_loopback_receive(socket, &buffer, buffer.count, Int32(left))
                waiting.remove(self)
                guard count > 0 else {
                    if count < 0, wasWithin { refuse(408) }
                    return
                }
                reader.append(buffer[..<count])
                if !wasWithin { end = ContinuousClock.now + Connection.arrival }
            case .refused(let status): return refuse(status)
            case .request(let request):
                guard send(handler(request), closes: !request.isKept), request.isKept else { return }
                end = ContinuousClock.now + (reader.isWithin ? Connection.arrival : Connection.silence)
            }
        }
    }

    /// Ends the connection while another thread waits for its peer.
    func end() { tally_loopback_end(socket) }

    /// Tells why nothing more is read.
    func refuse(_ status: Int) { _ = send(HTTPResponse(status: status, text: "refused"), closes: true) }

    /// Sends an answer; false when the peer has gone.
    private func send(_ response: HTTPResponse, closes: Bool) -> Bool {
        let head = response.head(closes: closes)
        switch response.body {
        case .bytes(let bytes): return send(head + bytes)
        case .stream(let write):
            guard send(head) else { return false }
            var isOpen = true
            write { [self] piece in
                // An empty piece would be the end.
                guard isOpen, !piece.isEmpty else { return isOpen }
                let frame = Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
                isOpen = send(frame)
                return isOpen
            }
            return isOpen && send(Array("0\r\n\r\n".utf8))
        }
    }

    private func send(_ bytes: [UInt8]) -> Bool { tally_loopback_send(socket, bytes, bytes.count) == 0 }
}
