#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The end of the pipe that the signal handler writes to: a handler may touch nothing else.
nonisolated(unsafe) private var signalPipeInput: Int32 = -1

/// Turns signals into bytes on a pipe, so that a loop that polls sees them between keys, never in the middle of
/// Readline's work.
final class SignalPipe {
    private static let signals = [SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP]

    /// Each byte is a signal's number.
    private let pipe = WakePipe()
    private var previous: [(signal: Int32, action: sigaction)] = []

    init() { signalPipeInput = pipe.input }

    /// The descriptor to poll.
    var output: Int32 { pipe.output }

    /// Catches the signals until `release`.
    func capture() {
        var action = sigaction()
        let handler: @convention(c) (Int32) -> Void = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(signalPipeInput, &byte, 1)
            errno = saved
        }
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        sigemptyset(&action.sa_mask)
        for signal in SignalPipe.signals {
            var old = sigaction()
            guard sigaction(signal, &action, &old) == 0 else { continue }
            previous.append((signal, old))
        }
    }

    /// Gives the signals back to whoever had them before.
    func release() {
        for (signal, action) in previous {
            var action = action
            sigaction(signal, &action, nil)
        }
        previous = []
    }

    /// The next signal that arrived, nil when there is none.
    func next() -> Int32? { pipe.next().map(Int32.init) }
}
