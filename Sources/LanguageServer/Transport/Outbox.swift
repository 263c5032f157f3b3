import JSON
import Synchronization
import TabularIO

/// Writes messages to standard output, whole ones, from any thread. Nothing else may write there.
final class Outbox: Sendable {
    private let output = Mutex(StandardOutput())
    private let lastNumber = Mutex(0)

    func send(_ message: JSONValue) {
        var message = message
        message["jsonrpc"] = "2.0"
        let body = message.text
        // A client that is gone is noticed where its messages are read.
        output.withLock { _ = try? $0.write("Content-Length: \(body.utf8.count)\r\n\r\n\(body)") }
    }

    func notify(_ method: String, _ params: JSONValue) { send(["method": .string(method), "params": params]) }

    /// A number that has not been used before.
    func nextNumber() -> Int {
        lastNumber.withLock { last in
            last += 1
            return last
        }
    }

    /// Asks the client, under an id that says what an answer is about.
    func request(_ method: String, _ params: JSONValue, prefix: String = "tally") {
        send(["id": .string("\(prefix)-\(nextNumber())"), "method": .string(method), "params": params])
    }

    func answer(_ id: JSONValue, _ result: JSONValue) { send(["id": id, "result": result]) }

    func refuse(_ id: JSONValue, _ error: ResponseError) {
        send(["id": id, "error": ["code": .integer(error.code), "message": .string(error.message)]])
    }
}
