internal import CReadline

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What Readline's line handler, a C function without context, leaves for the loop that waits for it.
nonisolated(unsafe) private var accepted: LineResult?

/// Reads lines with Readline's callback interface: the loop is ours, so that signals, and later background work, take
/// their turn between keys.
final class TerminalLineReader {
    private let signals = SignalPipe()

    init() {
        tally_rl_set_name("tally")
        tally_rl_set_catches_signals(0)
        rl_variable_bind("enable-bracketed-paste", "on")
        // Before anything hooks into the display: without it Readline takes the terminal for a dumb one.
        rl_initialize()
    }

    func readLine(prompt: String) -> LineResult {
        accepted = nil
        signals.capture()
        defer { signals.release() }
        rl_callback_handler_install(prompt) { line in
            // Removing the handler here gives the terminal back before the line is worked on.
            rl_callback_handler_remove()
            accepted = line.map { .line(String(cString: $0)) } ?? .endOfInput
            free(line)
        }
        while accepted == nil {
            var waiting = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals.output, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&waiting, nfds_t(waiting.count), -1) < 0, errno != EINTR { return abandon(.endOfInput) }
            while let signal = signals.next() {
                if let result = handle(signal) { return result }
            }
            // Readline sees a closed terminal as the end of the input.
            if waiting[0].revents != 0 { rl_callback_read_char() }
        }
        if accepted == .endOfInput { newLine() }
        return accepted ?? .endOfInput
    }

    /// Puts an entry into Readline's history; false when there is nothing new to remember.
    func remember(_ entry: String) -> Bool {
        let last = history_get(tally_history_base() + tally_history_count() - 1)
        if let line = last?.pointee.line, String(cString: line) == entry { return false }
        guard entry.contains(where: { !$0.isWhitespace }) else { return false }
        add_history(entry)
        add_history_time("#\(time(nil))")
        return true
    }

    private func handle(_ signal: Int32) -> LineResult? {
        switch signal {
        case SIGINT: return abandon(.interrupted)
        case SIGWINCH: rl_resize_terminal()
        case SIGTSTP: suspend()
        default: die(of: signal)
        }
        return nil
    }

    /// Throws the line away and gives the terminal back.
    private func abandon(_ result: LineResult) -> LineResult {
        tally_rl_set_point(tally_rl_end())
        rl_callback_sigcleanup()
        rl_free_line_state()
        rl_replace_line("", 0)
        rl_callback_handler_remove()
        // Else a later search that is given up brings the old line back.
        using_history()
        newLine()
        return result
    }

    private func newLine() { _ = write(STDOUT_FILENO, "\n", 1) }

    /// Ctrl-Z: a stopped program must not leave the shell a raw terminal.
    private func suspend() {
        rl_deprep_terminal()
        kill(getpid(), SIGSTOP)
        tally_rl_prepare_terminal()
        rl_on_new_line()
        rl_forced_update_display()
    }

    /// Ends as the signal asks, with the terminal in order.
    private func die(of signal: Int32) {
        rl_callback_handler_remove()
        signals.release()
        raise(signal)
    }
}
