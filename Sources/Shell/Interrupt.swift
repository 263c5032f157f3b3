internal import CCrash
import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

private let interrupted = Atomic<Bool>(false)

/// Ctrl-C while something runs: the handler only sets a flag that loads and queries look at. What does not look within a
/// second is ended by the next one, but for a prompt, where nothing is waited for.
enum Interrupt {
    /// From now on SIGINT sets the flag instead of ending the process, so that half-written files are removed.
    /// Other signals that end it leave the terminal as it is now.
    static func install() {
        tally_guard_crashes(ExitCode.load.rawValue)
        let note: @convention(c) (Int32) -> Void = { _ in
            interrupted.store(true, ordering: .relaxed)
            tally_note_interrupt()
        }
        signal(SIGINT, note)
        signal(SIGTERM, note)
        tally_note_hangup(note)
        tally_force_second_interrupt(ExitCode.interrupted.rawValue)
    }

    /// The prompt goes on however long something takes: Ctrl-C may be meant for a pager or a command that it waits for.
    static func neverForce() { tally_force_second_interrupt(-1) }

    @Sendable static func isRequested() -> Bool { interrupted.load(ordering: .relaxed) }
    static func reset() {
        interrupted.store(false, ordering: .relaxed)
        tally_interrupt_answered()
    }
}
