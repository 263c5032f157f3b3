import Dispatch
import Engine
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ErrandTests {
    @Test func workThatIsWantedIsWaitedFor() {
        let outcome = Errand.run(unless: { false }) { ticket in ticket.isCancelled ? 0 : 42 }
        #expect(outcome == 42)
    }

    @Test func workSeesThatItIsCancelled() {
        let isCancelled = Atomic<Bool>(false)
        let outcome = Errand.run(unless: { isCancelled.load(ordering: .relaxed) }) { ticket in
            isCancelled.store(true, ordering: .relaxed)
            return ticket.isCancelled ? "over" : "not over"
        }
        // On a busy machine it may have been left before it could say so.
        #expect(outcome != "not over")
    }

    @Test func workThatDoesNotLookAtItsFlagIsLeftAndItsOutcomeDropped() {
        let isCancelled = Atomic<Bool>(false)
        let (mayEnd, hasGone) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let left = Errand.run(unless: { isCancelled.load(ordering: .relaxed) }) { _ in
            isCancelled.store(true, ordering: .relaxed)
            mayEnd.wait()
            return Outcome(hasGone)
        }
        #expect(left == nil)
        // Another errand does not wait for the one that was left.
        #expect(Errand.run(unless: { false }) { _ in 1 } == 1)
        mayEnd.signal()
        #expect(hasGone.wait(timeout: .now() + 60) == .success)
    }

    @Test func workThatWasLeftSeesThatItIsOverWhenTheFlagIsTakenBack() {
        let isCancelled = Atomic<Bool>(false)
        let (mayEnd, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let left: Bool? = Errand.run(unless: { isCancelled.load(ordering: .relaxed) }) { ticket in
            isCancelled.store(true, ordering: .relaxed)
            mayEnd.wait()
            if ticket.isCancelled { isOver.signal() }
            return true
        }
        #expect(left == nil)
        isCancelled.store(false, ordering: .relaxed)
        mayEnd.signal()
        #expect(isOver.wait(timeout: .now() + 60) == .success)
    }

    @Test func whatIsKeptIsWaitedForAndWhatIsLeftIsNot() {
        let isCancelled = Atomic<Bool>(false)
        let kept = Errand.run(unless: { isCancelled.load(ordering: .relaxed) }) { ticket in
            let isKept = ticket.keep()
            isCancelled.store(true, ordering: .relaxed)
            // Several times as long as work that is not kept would be waited for.
            usleep(100_000)
            return isKept && !ticket.isCancelled && ticket.keep()
        }
        #expect(kept == true)

        let mayEnd = DispatchSemaphore(value: 0)
        let isKept = Mutex<Bool?>(nil)
        let hasAsked = DispatchSemaphore(value: 0)
        isCancelled.store(false, ordering: .relaxed)
        let left: Bool? = Errand.run(unless: { isCancelled.load(ordering: .relaxed) }) { ticket in
            isCancelled.store(true, ordering: .relaxed)
            mayEnd.wait()
            isKept.withLock { $0 = ticket.keep() }
            hasAsked.signal()
            return true
        }
        #expect(left == nil)
        mayEnd.signal()
        #expect(hasAsked.wait(timeout: .now() + 60) == .success)
        #expect(isKept.withLock { $0 } == false)
    }
}

/// Says when nobody holds it any more.
private final class Outcome: Sendable {
    private let hasGone: DispatchSemaphore

    init(_ hasGone: DispatchSemaphore) { self.hasGone = hasGone }

    deinit { hasGone.signal() }
}
