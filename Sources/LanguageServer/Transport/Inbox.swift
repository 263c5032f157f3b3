import Dispatch
import JSON
import Synchronization

/// What has arrived and waits to be handled, in order: messages of the client, and what the background has finished.
final class Inbox: Sendable {
    enum Arrival: Sendable {
        case message(JSONValue)
        case malformed(String)
        /// Work to be done between messages, by the one thread that owns the server's state.
        case work(@Sendable (LanguageServer) -> Void)
        case closed
    }

    private struct State {
        var arrivals: [Arrival] = []
        var first = 0
        var cancelled: Set<JSONValue> = []
    }

    private let state = Mutex(State())
    private let count = DispatchSemaphore(value: 0)

    func put(_ arrival: Arrival) {
        state.withLock { state in
            // Cancelling must not wait its turn.
            if case .message(let message) = arrival, message["method"] == "$/cancelRequest" {
                state.cancelled.insert(message["params"]["id"])
            }
            state.arrivals.append(arrival)
        }
        count.signal()
    }

    /// Waits for the next arrival.
    func next() -> Arrival {
        count.wait()
        return state.withLock { state in
            let arrival = state.arrivals[state.first]
            state.first += 1
            if state.first == state.arrivals.count {
                state.arrivals = []
                state.first = 0
            }
            return arrival
        }
    }

    var isEmpty: Bool { state.withLock { $0.arrivals.isEmpty } }

    func isCancelled(_ id: JSONValue) -> Bool { state.withLock { $0.cancelled.contains(id) } }

    /// A request has been answered: its id may be used again.
    func forget(_ id: JSONValue) { _ = state.withLock { $0.cancelled.remove(id) } }
}
