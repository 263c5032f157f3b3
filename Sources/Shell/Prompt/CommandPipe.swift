import CDetach
import TabularIO

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A command of the user's shell that reads results: from `.output | COMMAND` until `.output`, or a pager.
///
/// Ctrl-C does not reach a command, since it is meant for the query; while we wait for the command, it ends it. A pager gets
/// Ctrl-C as well, and ends when it wants to.
final class CommandPipe {
    let command: String
    private let isPager: Bool
    private let process: pid_t
    private let input: Int32

    /// Starts the command; nil when the system gives no process.
    init?(_ command: String, isPager: Bool = false) {
        var input: Int32 = -1
        let process = command.withCString { tally_start_reader($0, isPager, &input) }
        guard process > 0 else { return nil }
        (self.command, self.isPager, self.process, self.input) = (command, isPager, process, input)
    }

    /// Whether nobody reads any more.
    var isClosed: Bool {
        var state = pollfd(fd: input, events: 0, revents: 0)
        return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLERR | POLLHUP) != 0
    }

    /// Where results are written. A command that does not read makes us wait, until Ctrl-C.
    var sink: ByteSink {
        { [self] (piece) throws(OutputError) -> WriteOutcome in
            var rest = UnsafeRawBufferPointer(piece)[...]
            while !rest.isEmpty {
                let count = write(input, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 { rest = rest.dropFirst(count) }
                if count < 0, errno != EAGAIN, errno != EINTR { return .closed }
                if Interrupt.isRequested() { throw OutputError.interrupted }
                var state = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
                // Another thread may get the signal, which wakes nobody here.
                if count < 0 { _ = poll(&state, 1, 10) }
            }
            return .written
        }
    }

    /// Lets the command come to its end and waits for it; Ctrl-C ends it.
    /// - Returns: what went wrong with it; nil when it ended as it should.
    func finish() -> String? {
        let status = wait()
        let (signal, code) = (status & 0x7F, (status >> 8) & 0xFF)
        if signal != 0 { return "`\(command)` was ended by signal \(signal)" }
        return code == 0 ? nil : "`\(command)` ended with exit code \(code)"
    }

    /// The same for a pager.
    /// - Parameter end: what it gets when it has read all the rest.
    /// - Returns: false when the shell found no such program, and so nothing has been read.
    func finishPager(_ end: String) -> Bool { (wait(end) >> 8) & 0xFF != 127 }

    private func wait(_ end: String = "") -> Int32 {
        // So short a text is written as a whole or not at all.
        var isOpen = true
        func isWritten() -> Bool { end.isEmpty || write(input, end, end.utf8.count) >= 0 || errno != EAGAIN }
        var status: Int32 = 0
        while true {
            if isOpen, isWritten() {
                close(input)
                isOpen = false
            }
            guard waitpid(process, &status, WNOHANG) == 0 else { break }
            if !isPager, Interrupt.isRequested() {
                Interrupt.reset()
                kill(process, SIGTERM)
            }
            usleep(5_000)
        }
        if isOpen { close(input) }
        return status
    }
}
