internal import Diagnostics
import TabularIO

/// Everything that is not a result: it goes to standard error.
struct Narration {
    private let stream = StandardOutput(descriptor: 2)
    private let renderer: DiagnosticRenderer

    init(colors: Bool) { renderer = DiagnosticRenderer(colors: colors) }

    /// A line; when standard error is gone there is nobody to tell.
    func say(_ line: String) { _ = try? stream.write(line + "\n") }

    func error(_ message: String, advice: String? = nil) {
        say("error: \(message)")
        if let advice { say("  \(advice)") }
    }

    /// Errors and warnings are shown under their place; notes are about what is in plain sight and take a line.
    func show(_ diagnostics: [Diagnostic], in source: SourceText) {
        for diagnostic in diagnostics {
            let isNote = diagnostic.severity == .note
            say(isNote ? note(diagnostic) : renderer.render(diagnostic, in: source))
        }
    }

    /// A note, on a terminal in lines that fit.
    private func note(_ diagnostic: Diagnostic) -> String {
        let text = "note: \(diagnostic.message) [\(diagnostic.id)]"
        guard Terminal.isErrorTerminal, let width = Terminal.width else { return text }
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let line = lines.last, displayWidth(line) + 1 + displayWidth(String(word)) <= width {
                lines[lines.count - 1] = "\(line) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n")
    }
}
