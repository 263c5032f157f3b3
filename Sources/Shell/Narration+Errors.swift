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
}
