import CLoopback

/// One connection: requests in, answers out, in their order.
final class Connection: Sendable {
    private let socket: Int32

    init(_ socket: Int32) { self.socket = socket }

    deinit { tally_loopback_close(socket) }

    func serve(_ handler: HTTPServer.Handler) {
        var reader = RequestReader()
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            switch reader.next() {
            case .incomplete:
                let count = tally_loopback_receive(socket, &buffer, buffer.count)
                guard count > 0 else { return }
                reader.append(buffer[..<count])
            case .refused(let status): return refuse(status)
            case .request(let request):
                guard send(handler(request), closes: !request.isKept), request.isKept else { return }
            }
        }
    }

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
