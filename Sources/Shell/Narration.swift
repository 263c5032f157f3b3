import Columnar
internal import Diagnostics

/// Everything that is not a result: it goes to standard error.
struct Narration {
    private let colors: Bool

    init(colors: Bool) { self.colors = colors }

    /// Asked anew for each message: terminals change their size.
    private var width: Int? { Terminal.isErrorTerminal ? Terminal.width : nil }

    /// A line, after the results that are to be shown first.
    func say(_ line: String) { Screen.tell(line + "\n") }

    /// What has become of results whose file is there now.
    func tellWritten(_ results: Int, rows: Int, to path: String) {
        let many = results == 1 ? "" : "\(results) results with "
        say(results == 0 ? "wrote \(path)" : "wrote \(many)\(counted(rows, "row")) to \(path)")
    }

    func error(_ message: String, advice: String? = nil) {
        for line in wordWrapped("error: \(message)", to: width ?? .max, indent: 2) { say(line) }
        guard let advice else { return }
        for line in wordWrapped("  \(advice)", to: width ?? .max, indent: 2) { say(line) }
    }

    /// A sentence, in lines that fit the terminal.
    func tell(_ sentence: String) {
        for line in wordWrapped(sentence, to: width ?? .max) { say(line) }
    }

    /// Errors and warnings are shown under their place; notes are about what is in plain sight and take a line.
    func show(_ diagnostics: [Diagnostic], in source: SourceText) {
        let renderer = DiagnosticRenderer(colors: colors, width: width)
        for diagnostic in diagnostics {
            let isNote = diagnostic.severity == .note
            say(isNote ? note(diagnostic) : renderer.render(diagnostic, in: source))
        }
    }

    private func note(_ diagnostic: Diagnostic) -> String {
        wordWrapped("note: \(diagnostic.message) [\(diagnostic.id)]", to: width ?? .max).joined(separator: "\n")
    }
}
