import Dispatch

/// Runs pieces of work at the same time, on as many threads as there are pieces, and waits for all of them.
enum Parallel {
    static func run(_ pieces: Int, _ body: @Sendable (_ piece: Int) -> Void) {
        if pieces == 1 { return body(0) }
        DispatchQueue.concurrentPerform(iterations: pieces, execute: body)
    }
}
