import Diagnostics
import Engine
import TabularIO

extension Narration {
    /// Says what went wrong, and gives the exit code for it.
    func report(_ error: EngineError) -> ExitCode {
        switch error {
        case .load(let message, let advice):
            self.error(message, advice: advice)
            return .load
        case .query(let diagnostics, let source):
            show(diagnostics, in: source)
            return .query
        case .execution(let message, let advice):
            self.error(message, advice: advice)
            return .query
        case .output(let message):
            self.error(message)
            return .query
        case .cancelled:
            say("interrupted")
            return .interrupted
        }
    }

    /// Says why a script could not be read, and gives the exit code for it.
    func report(_ error: LoadError) -> ExitCode {
        guard !error.isCancellation else {
            say("interrupted")
            return .interrupted
        }
        self.error(error.message, advice: error.advice)
        return .usage
    }

    /// Says why a result could not be written, and gives the exit code for it.
    func report(_ error: OutputError) -> ExitCode {
        guard error.kind != .interrupted else {
            say(error.message)
            return .interrupted
        }
        self.error(error.message)
        return .query
    }

    /// The same under the name of the file that could not be written.
    func report(_ error: OutputError, at range: SourceRange?, in source: SourceText) -> ExitCode {
        guard error.kind != .interrupted, let range else { return report(error) }
        show([Diagnostic(id: "not-written", at: range, error.message)], in: source)
        return .query
    }

    /// The same for a file that an option of the command line names.
    func report(_ error: OutputError, option: String, _ path: String) -> ExitCode {
        let start = option.utf8.count + 1
        return report(
            error, at: SourceRange(start, start + path.utf8.count),
            in: SourceText("\(option) \(path)", name: "command line"))
    }
}
