internal import CCrash
import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

private let interrupted = Atomic<Bool>(false)

/// Ctrl-C while something runs: the handler only sets a flag that loads and queries look at.
enum Interrupt {
    /// From now on SIGINT sets the flag instead of ending the process, so that half-written files are removed.
    /// Other signals that end it leave the terminal as it is now.
    static func install() {
        tally_guard_crashes(ExitCode.load.rawValue)
        signal(SIGINT) { _ in interrupted.store(true, ordering: .relaxed) }
        signal(SIGTERM) { _ in interrupted.store(true, ordering: .relaxed) }
        tally_note_hangup { _ in interrupted.store(true, ordering: .relaxed) }
    }

    @Sendable static func isRequested() -> Bool { interrupted.load(ordering: .relaxed) }
    static func reset() { interrupted.store(false, ordering: .relaxed) }
}
