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
            say(isNote ? "note: \(diagnostic.message) [\(diagnostic.id)]" : renderer.render(diagnostic, in: source))
        }
    }
}
