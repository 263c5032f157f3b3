import JSON
import Synchronization

/// Work that the client shows as being done, where it can, and that may be cancelled.
final class Progress: Sendable {
    private enum State: UInt8, AtomicRepresentable {
        case running
        case cancelled
        case ended
    }

    private let outbox: Outbox
    /// By what the client knows it; nil where it shows nothing.
    let token: JSONValue?
    private let lastPercent = Mutex(-1)
    private let state = Atomic(State.running)

    /// - Parameter token: the request's own token; nil asks the client for one.
    init(_ server: LanguageServer, title: String, token: JSONValue = .null) {
        outbox = server.outbox
        if !token.isNull {
            self.token = token
        } else if server.client.hasProgress {
            let id = "tally-progress-\(outbox.nextNumber())"
            self.token = .string(id)
            outbox.request("window/workDoneProgress/create", ["token": .string(id)])
        } else {
            self.token = nil
        }
        send(["kind": "begin", "title": .string(title), "cancellable": true, "percentage": 0])
    }

    var isCancelled: Bool { state.load(ordering: .relaxed) == .cancelled }
    var hasEnded: Bool { state.load(ordering: .relaxed) == .ended }

    /// The work is not wanted any more, and ends when it next looks.
    func cancel() { _ = state.compareExchange(expected: .running, desired: .cancelled, ordering: .relaxed) }

    func report(_ percent: Int, _ message: String) {
        let isNews = lastPercent.withLock { last in
            guard percent > last else { return false }
            last = percent
            return true
        }
        if isNews { send(["kind": "report", "percentage": .integer(min(100, percent)), "message": .string(message)]) }
    }

    func end(_ message: String) {
        state.store(.ended, ordering: .relaxed)
        send(["kind": "end", "message": .string(message)])
    }

    private func send(_ value: JSONValue) {
        guard let token else { return }
        outbox.notify("$/progress", ["token": token, "value": value])
    }
}
