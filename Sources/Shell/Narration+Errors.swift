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
            return reportInterruption()
        }
    }

    /// Says why a result could not be written, and gives the exit code for it.
    func report(_ error: OutputError) -> ExitCode {
        if error.kind == .interrupted { return reportInterruption() }
        self.error(error.message)
        return .query
    }

    private func reportInterruption() -> ExitCode {
        say("interrupted")
        return .interrupted
    }
}
