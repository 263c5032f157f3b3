import Engine
import JSON
import Semantics
import TabularIO

extension Shell {
    /// Writes what a program must know to write queries, with the columns of the data where data is named.
    public func specify() -> ExitCode {
        Interrupt.install()
        let session = makeSession()
        defer { writeSnapshots(session) }
        do throws(EngineError) { try session.loadPending() } catch { return narration.report(error) }
        let text = Specification.json(session.catalog.environment.dataSets).indentedText + "\n"
        do throws(OutputError) {
            if let path = options.output {
                try OutputFile.write(text, to: path, overwrite: options.overwrites)
                narration.tellWritten(0, rows: 0, to: path)
            } else {
                try StandardOutput().write(text)
            }
        } catch {
            return options.output.map { narration.report(error, option: "--output", $0) } ?? narration.report(error)
        }
        return .success
    }
}
