#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads lines from a person, with GNU Readline, or from anything else, plainly.
///
/// Readline is called only when standard input and standard output are both a terminal: on a pipe it would write the
/// prompt and escape sequences into the output. Readline's state is global, so there is one editor per process and one
/// thread that uses it.
package final class LineEditor {
    /// Whether a person is at the other end.
    package let isInteractive: Bool
    /// The entries of earlier sessions, oldest first.
    package private(set) var earlier: [HistoryEntry] = []
    /// Where in the file the last entry stands, when it was made, and its stamp.
    private var last: (place: off_t, seconds: Int, stamp: String)?
    private let history: HistoryFile?
    private let plain: PlainLineReader
    private var terminal: TerminalLineReader?
    private let assistant: (any LineAssistant)?
    private let colors: Bool

    /// - Parameters:
    ///   - history: Where entries persist; nil keeps them in memory only.
    ///   - assistant: What knows the language: without it lines are plain, and Enter always accepts.
    ///   - colors: Whether the line may be coloured.
    package init(
        history: HistoryFile? = HistoryFile.standard, assistant: (any LineAssistant)? = nil, colors: Bool = false
    ) {
        self.assistant = assistant
        self.colors = colors
        isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        plain = PlainLineReader(descriptor: STDIN_FILENO)
        self.history = isInteractive ? history : nil
    }

    /// The next entry, which may have several lines. The prompt is shown on a terminal only.
    ///
    /// - Parameter initial: Text that stands in the line already.
    package func readLine(prompt: String, initial: String) -> LineResult {
        guard isInteractive else { return plain.next().map(LineResult.line) ?? .endOfInput }
        let reader = terminal ?? start()
        return reader.readLine(prompt: prompt, initial: initial)
    }

    /// Remembers an entry, which may have several lines. Empty entries and repetitions of the last one are not kept.
    /// It is in the file before it runs, so that what ends the program can be asked again.
    package func addToHistory(_ entry: String, of dataSet: String? = nil) {
        guard isInteractive else { return }
        let reader = terminal ?? start()
        let seconds = time(nil)
        let stamp = HistoryEntry(text: entry, dataSet: dataSet).stamp(at: seconds)
        last = nil
        guard reader.remember(entry, stamp: stamp), let place = history?.append(entry, stamp: stamp) else { return }
        if dataSet != nil { last = (place, seconds, stamp) }
    }

    /// Notes beside the last entry how it ran.
    package func note(_ entry: HistoryEntry) {
        guard let (place, seconds, stamp) = last else { return }
        history?.replace(stamp, at: place, with: entry.stamp(at: seconds))
        last = nil
    }

    /// No more lines are read.
    package func finish() { terminal?.finish() }

    private func start() -> TerminalLineReader {
        let reader = TerminalLineReader(assistant: assistant, colors: colors)
        history?.load()
        earlier = history?.entries ?? []
        terminal = reader
        return reader
    }
}
