import Synchronization
import TabularIO

/// Writes messages to standard output, whole ones, from any thread. Nothing else may write there.
final class Outbox: Sendable {
    private let output = Mutex(StandardOutput())
    private let lastNumber = Mutex(0)

    func send(_ message: JSONValue) {
        guard case .object(var members) = message else { return }
        members["jsonrpc"] = "2.0"
        let body = JSONValue.object(members).json
        // A client that is gone is noticed where its messages are read.
        output.withLock { _ = try? $0.write("Content-Length: \(body.utf8.count)\r\n\r\n\(body)") }
    }

    func notify(_ method: String, _ params: JSONValue) { send(["method": .text(method), "params": params]) }

    /// A number that has not been used before.
    func nextNumber() -> Int {
        lastNumber.withLock { last in
            last += 1
            return last
        }
    }

    /// Asks the client, under an id that says what an answer is about.
    func request(_ method: String, _ params: JSONValue, prefix: String = "tally") {
        send(["id": .text("\(prefix)-\(nextNumber())"), "method": .text(method), "params": params])
    }

    func answer(_ id: JSONValue, _ result: JSONValue) { send(["id": id, "result": result]) }

    func refuse(_ id: JSONValue, _ error: ResponseError) {
        send(["id": id, "error": ["code": .integer(error.code), "message": .text(error.message)]])
    }
}
