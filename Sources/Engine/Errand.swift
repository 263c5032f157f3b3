import Dispatch
import Synchronization

/// Work on a thread of its own, which is left behind when it is cancelled and does not end soon.
///
/// Cancelled work ends by itself where it next looks at its flag. Between two looks a query may number, order or give back
/// millions of groups, and a library may assemble a file in one call, and whoever waits at a prompt should not have to wait
/// for that: then the work goes on to its next look alone, and what it made is dropped there. Until then it takes processors
/// and memory, but nobody waits for it.
///
/// The thread costs some twenty microseconds, which a program that runs one query should not pay.
package enum Errand {
    /// How often the flag is looked at.
    private static let pause = DispatchTimeInterval.milliseconds(5)
    /// How long cancelled work has to end by itself: most does, and then nothing of it is left.
    private static let patience = DispatchTimeInterval.milliseconds(15)

    /// What the work knows of whoever waits for it.
    package final class Ticket: Sendable {
        private enum State: UInt8, AtomicRepresentable {
            case open
            case kept
            case left
        }

        private let state = Atomic(State.open)
        private let isUnwanted: @Sendable () -> Bool

        fileprivate init(_ isUnwanted: @escaping @Sendable () -> Bool) { self.isUnwanted = isUnwanted }

        /// Whether nobody wants the work any more.
        package var isCancelled: Bool {
            switch state.load(ordering: .relaxed) {
            case .open: isUnwanted()
            case .kept: false
            case .left: true
            }
        }

        /// Asked before the work has an effect that stays, such as a file. From then on it is waited for, so that what is
        /// said of it is what became of it.
        /// - Returns: false when it is too late: then there must be no effect.
        package func keep() -> Bool {
            guard !isCancelled else { return false }
            let (isKept, found) = state.compareExchange(expected: .open, desired: .kept, ordering: .relaxed)
            return isKept || found == .kept
        }

        /// - Returns: false when the work has to be waited for.
        fileprivate func leave() -> Bool {
            state.compareExchange(expected: .open, desired: .left, ordering: .relaxed).exchanged
        }
    }

    /// - Parameter body: does the work, and looks now and then whether it is still wanted.
    /// - Parameter meanwhile: called again and again on the thread that waits.
    /// - Returns: what the work gave; nil when it was left behind.
    package static func run<Outcome: Sendable>(
        unless isCancelled: @escaping @Sendable () -> Bool, meanwhile: () -> Void = {},
        _ body: @escaping @Sendable (Ticket) -> Outcome
    ) -> Outcome? {
        let ticket = Ticket(isCancelled)
        let delivery = Delivery<Outcome>()
        DispatchQueue(label: "errand").async {
            let outcome = body(ticket)
            delivery.outcome.withLock { $0 = outcome }
            delivery.isDone.signal()
        }
        while delivery.isDone.wait(timeout: .now() + pause) == .timedOut {
            guard isCancelled() else {
                meanwhile()
                continue
            }
            if delivery.isDone.wait(timeout: .now() + patience) == .success { break }
            if ticket.leave() { return nil }
            delivery.isDone.wait()
            break
        }
        return delivery.outcome.withLock { $0.take() }
    }

    /// How what the work gave comes to the thread that waits.
    private final class Delivery<Outcome: Sendable>: Sendable {
        let isDone = DispatchSemaphore(value: 0)
        let outcome = Mutex<Outcome?>(nil)
    }
}
