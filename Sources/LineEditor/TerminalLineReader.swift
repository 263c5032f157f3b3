internal import CReadline

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What Readline's C functions, which have no context, leave for and find of the loop that waits for them.
nonisolated(unsafe) private var accepted: LineResult?
nonisolated(unsafe) private var reading: TerminalLineReader?

/// Reads lines with Readline's callback interface: the loop is ours, so that signals and background work take their turn
/// between keys.
final class TerminalLineReader {
    private let signals = SignalPipe()
    private let assistant: (any LineAssistant)?
    private let colors: Bool
    /// A dumb terminal is never painted.
    private let paints: Bool
    private var painter = LinePainter(prompt: "")
    private var menu = CompletionMenu()
    private var background = BackgroundQuestion()

    init(assistant: (any LineAssistant)?, colors: Bool) {
        self.assistant = assistant
        self.colors = colors
        let name = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        paints = assistant != nil && name != "dumb"
        tally_rl_set_name("tally")
        tally_rl_set_catches_signals(0)
        rl_variable_bind("enable-bracketed-paste", "on")
        // Before anything hooks into the display: without it Readline takes the terminal for a dumb one.
        rl_initialize()
        guard assistant != nil else { return }
        if paints { tally_rl_set_redisplay { reading?.redisplay() } }
        for map in [tally_rl_emacs_map(), tally_rl_vi_insertion_map()] {
            rl_bind_key_in_map(9, { _, _ in reading?.complete() ?? 0 }, map)
        }
        for sequence in ["\u{1B}[C", "\u{1B}OC", "\u{06}"] {
            rl_bind_keyseq_in_map(sequence, { count, key in reading?.forward(count, key) ?? 0 }, tally_rl_emacs_map())
        }
        for map in [tally_rl_emacs_map(), tally_rl_vi_insertion_map(), tally_rl_vi_movement_map()] {
            for key in [Int32(10), 13] {
                rl_bind_key_in_map(key, { count, key in reading?.enter(count, key) ?? 0 }, map)
            }
            rl_bind_keyseq_in_map(BackgroundQuestion.answerStart, { _, _ in reading?.learnBackground() ?? 0 }, map)
        }
    }

    func readLine(prompt: String, initial: String) -> LineResult {
        accepted = nil
        reading = self
        painter = LinePainter(prompt: prompt)
        signals.capture()
        background.endSilence()
        defer {
            background.silence()
            signals.release()
        }
        rl_callback_handler_install(prompt) { line in
            // Removing the handler here gives the terminal back before the line is worked on.
            rl_callback_handler_remove()
            accepted = line.map { .line(String(cString: $0)) } ?? .endOfInput
            free(line)
        }
        if !initial.isEmpty {
            rl_insert_text(initial)
            rl_forced_update_display()
        }
        if colors, assistant?.asksForBackground == true { background.ask() }
        let wake = assistant?.wakeDescriptor ?? -1
        while accepted == nil {
            var waiting = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals.output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&waiting, nfds_t(waiting.count), -1) < 0, errno != EINTR { return abandon(.endOfInput) }
            while let signal = signals.next() {
                if let result = handle(signal) { return result }
            }
            if waiting[2].revents & Int16(POLLIN) != 0 {
                var bytes = [UInt8](repeating: 0, count: 64)
                _ = read(wake, &bytes, bytes.count)
                if waiting[0].revents == 0, accepted == nil { paint() }
            }
            // Readline sees a closed terminal as the end of the input.
            if waiting[0].revents != 0 {
                painter.clearDecorations(text, cursor: Int(tally_rl_point()))
                rl_callback_read_char()
            }
        }
        if accepted == .endOfInput { newLine() }
        return accepted ?? .endOfInput
    }

    private var text: String { tally_rl_text().map { String(cString: $0) } ?? "" }

    // MARK: - Painting

    private func redisplay() {
        rl_redisplay()
        paint()
    }

    private func paint() {
        // Readline's own prompts, such as those of a search, are left alone.
        guard paints, let assistant, tally_rl_is_searching() == 0, accepted == nil else { return }
        let text = text
        let cursor = Int(tally_rl_point())
        let isAtEnd = cursor == text.utf8.count
        painter.paint(
            text, cursor: cursor, colored: colors ? assistant.colored(text) : text,
            hint: colors && isAtEnd ? assistant.hint(for: text) : nil,
            preview: assistant.preview(of: text, at: cursor))
    }

    // MARK: - Keys

    /// Enter accepts what is complete, else it begins a new line.
    private func enter(_ count: Int32, _ key: Int32) -> Int32 {
        // Keys that came together are worked on together, and the ones before have painted.
        painter.clearDecorations(text, cursor: Int(tally_rl_point()))
        if assistant?.accepts(text) != false {
            // The line stays on the screen as it is: the cursor goes to its end, over whatever was decoration.
            tally_rl_set_point(tally_rl_end())
            return rl_newline(count, key)
        }
        tally_rl_set_point(tally_rl_end())
        rl_insert_text("\n")
        return 0
    }

    /// At the end of the line, the key that goes right takes the hint.
    private func forward(_ count: Int32, _ key: Int32) -> Int32 {
        let text = text
        guard colors, Int(tally_rl_point()) == text.utf8.count, let hint = assistant?.hint(for: text) else {
            return rl_forward_char(count, key)
        }
        rl_insert_text(hint)
        return 0
    }

    private func learnBackground() -> Int32 {
        if let isLight = background.readAnswer() { assistant?.learn(background: isLight) }
        return 0
    }

    /// Gives the terminal back for good.
    func finish() { background.finish() }

    private func complete() -> Int32 {
        guard let assistant else { return 0 }
        let line = text
        let columns = LinePainter.screen?.columns ?? 80
        let cursor = Int(tally_rl_point())
        let action = menu.step(
            line, ask: { assistant.completions(of: line, at: cursor) }, columns: columns, colors: colors)
        switch action {
        case .nothing: rl_ding()
        case .replace(let range, let insertion):
            rl_begin_undo_group()
            rl_delete_text(Int32(range.lowerBound), Int32(range.upperBound))
            tally_rl_set_point(Int32(range.lowerBound))
            rl_insert_text(insertion)
            rl_end_undo_group()
            menu.leave(text, replaced: range, with: insertion)
        case .list(let lines):
            let point = tally_rl_point()
            tally_rl_set_point(tally_rl_end())
            rl_redisplay()
            LinePainter.write("\r\n" + lines.joined(separator: "\r\n") + "\r\n")
            tally_rl_set_point(point)
            rl_on_new_line()
            menu.leave(line, replaced: nil, with: "")
        }
        return 0
    }

    /// Puts an entry into Readline's history; false when there is nothing new to remember.
    func remember(_ entry: String, stamp: String) -> Bool {
        let last = history_get(tally_history_base() + tally_history_count() - 1)
        if let line = last?.pointee.line, String(cString: line) == entry { return false }
        guard entry.contains(where: { !$0.isWhitespace }) else { return false }
        add_history(entry)
        add_history_time(stamp)
        return true
    }

    // MARK: - Signals

    private func handle(_ signal: Int32) -> LineResult? {
        switch signal {
        case SIGINT: return abandon(.interrupted)
        case SIGWINCH: resize()
        case SIGTSTP: suspend()
        default: die(of: signal)
        }
        return nil
    }

    private func resize() {
        painter.clearDecorations(text, cursor: Int(tally_rl_point()))
        // Readline repaints by itself here, and must not find ours in between.
        tally_rl_reset_redisplay()
        rl_resize_terminal()
        if paints { tally_rl_set_redisplay { reading?.redisplay() } }
        paint()
    }

    /// Throws the line away and gives the terminal back.
    private func abandon(_ result: LineResult) -> LineResult {
        // From now on nothing is painted any more.
        accepted = result
        painter.clearDecorations(text, cursor: Int(tally_rl_point()))
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
        Platform.takeDefaultAction(signal)
        raise(signal)
    }
}

private enum Platform {
    /// The program's own handler would only take note.
    static func takeDefaultAction(_ number: Int32) { signal(number, SIG_DFL) }
}
