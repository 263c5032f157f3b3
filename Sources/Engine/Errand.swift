import Dispatch
import Synchronization

/// Work on a thread of its own, which is left behind when it is cancelled and does not end soon.
///
/// Cancelled work ends by itself where it next looks at its flag. Between two looks a query may number, order or give back
/// millions of groups, and whoever waits at a prompt should not have to wait for that: then the work goes on to its next
/// look alone, and what it made is dropped there. Until then it takes processors and memory, but nobody waits for it.
///
/// The thread costs some twenty microseconds, which a program that runs one query should not pay.
package enum Errand {
    /// How often the flag is looked at.
    private static let pause = DispatchTimeInterval.milliseconds(5)
    /// How long cancelled work has to end by itself: most does, and then nothing of it is left.
    private static let patience = DispatchTimeInterval.milliseconds(15)

    /// - Parameter body: does the work, and looks now and then whether it is still wanted.
    /// - Parameter meanwhile: called again and again on the thread that waits.
    /// - Returns: what the work gave; nil when it was left behind.
    package static func run<Outcome: Sendable>(
        unless isCancelled: @escaping @Sendable () -> Bool, meanwhile: () -> Void = {},
        _ body: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) -> Outcome
    ) -> Outcome? {
        let agreement = Agreement<Outcome>()
        DispatchQueue(label: "errand").async {
            let outcome = body { isCancelled() || agreement.isLeft.load(ordering: .relaxed) }
            agreement.outcome.withLock { $0 = outcome }
            agreement.isDone.signal()
        }
        while agreement.isDone.wait(timeout: .now() + pause) == .timedOut {
            guard isCancelled() else {
                meanwhile()
                continue
            }
            if agreement.isDone.wait(timeout: .now() + patience) == .success { break }
            agreement.isLeft.store(true, ordering: .relaxed)
            return nil
        }
        return agreement.outcome.withLock { $0.take() }
    }

    /// What the thread that waits and the one that works know of each other.
    private final class Agreement<Outcome: Sendable>: Sendable {
        let isDone = DispatchSemaphore(value: 0)
        let isLeft = Atomic<Bool>(false)
        let outcome = Mutex<Outcome?>(nil)
    }
}
