import Dispatch
import Synchronization

/// Runs pieces of work at the same time, on as many threads as there are pieces, and waits for all of them.
enum Parallel {
    private static let hasRun = Atomic(false)

    /// Whether threads are there, which sleep until they are wanted again.
    static var hasThreads: Bool { hasRun.load(ordering: .relaxed) }

    static func run(_ pieces: Int, _ body: @Sendable (_ piece: Int) -> Void) {
        if pieces == 1 { return body(0) }
        hasRun.store(true, ordering: .relaxed)
        DispatchQueue.concurrentPerform(iterations: pieces, execute: body)
    }
}
