import Columnar
import Diagnostics
import Engine
import TabularIO

/// Prepares and runs texts, writes their results and tells about mistakes.
final class ScriptRunner {
    private let session: Session
    var options: ShellOptions
    /// Called with each result that has been shown, and the query that gave it.
    var onResult: (_ result: QueryResult, _ query: String) -> Void = { _, _ in }
    /// Gives a query that was answered the number by which its result is known; nil where results have none.
    var number: (_ query: String) -> Int? = { _ in nil }
    private let narration: Narration
    private let files: ResultFiles
    /// How results are written that are not for this terminal.
    private let fileOptions: OutputOptions

    init(_ session: Session, _ options: ShellOptions, _ narration: Narration, _ outputOptions: OutputOptions) {
        self.session = session
        self.options = options
        self.narration = narration
        var fileOptions = OutputOptions(durations: outputOptions.durations)
        fileOptions.isCancelled = outputOptions.isCancelled
        files = ResultFiles(session, narration, fileOptions)
        self.fileOptions = fileOptions
    }

    /// Writes results to somewhere else than this terminal.
    func writer(_ exporter: any Exporter, to sink: @escaping ByteSink) -> ResultWriter {
        ResultWriter(
            exporter: exporter, options: fileOptions, narration: narration, for: .command, sink: sink)
    }

    /// Runs all of a text, or nothing when it has a mistake.
    func run(_ text: String, name: String, to writer: ResultWriter) -> ExitCode {
        session.textWidth = min(78, (Terminal.width ?? 80) - 2)
        do throws(EngineError) {
            let script = try session.prepare(text, name: name)
            session.remains?.add(script)
            narration.show(script.warnings, in: script.source)
            var outcome = ExitCode.success
            for statement in script.statements where !writer.isClosed {
                let code = try run(statement, of: script, to: writer)
                // A broken expectation does not keep the others from being looked at.
                if code == .expectation { outcome = code } else if code != .success { return abandon(code) }
            }
            let finished = finishFiles()
            return finished == .success ? outcome : finished
        } catch {
            return abandon(narration.report(error))
        }
    }

    private func abandon(_ code: ExitCode) -> ExitCode {
        files.abandon()
        return code
    }

    private func finishFiles() -> ExitCode {
        do throws(OutputError) {
            try files.finish(overwrite: overwrites, provenance: writesProvenance)
            return .success
        } catch {
            return narration.report(error)
        }
    }

    private func run(
        _ statement: Statement, of script: PreparedScript, to writer: ResultWriter
    ) throws(EngineError) -> ExitCode {
        if let explanation = try session.explanation(of: statement) {
            do throws(OutputError) { try writer.write(text: explanation) } catch { return narration.report(error) }
            return .success
        }
        if let path = statement.savedPath {
            return try save(statement, to: path, of: script)
        }
        guard var result = try session.run(statement) else { return .success }
        session.remains?.add(result)
        if statement.isExpectation {
            guard result.table.rowCount > 0 else { return .success }
            let count = result.table.rowCount
            narration.error(
                "\(counted(count, "row")) \(count == 1 ? "breaks" : "break") what is expected: \(statement.text)")
        }
        let number = statement.isExpectation ? nil : number(statement.text)
        do throws(OutputError) {
            let (_, milliseconds) = try Timing.measure { () throws(OutputError) in
                if let path = result.path {
                    try files.write(
                        result, of: statement.text, to: path, overwrite: overwrites, provenance: writesProvenance)
                } else {
                    try writer.write(result, of: statement.text, number: number)
                }
            }
            result.record(format: milliseconds)
            narration.show(result.findings, in: script.source)
            onResult(result, statement.text)
            if options.timing { narration.say(TimingLine.json(result)) }
            return statement.isExpectation ? .expectation : .success
        } catch {
            if result.path != nil { return narration.report(error, at: statement.destination, in: script.source) }
            return options.output.map { narration.report(error, option: "--output", $0) } ?? narration.report(error)
        }
    }

    private func save(
        _ statement: Statement, to path: String, of script: PreparedScript
    ) throws(EngineError) -> ExitCode {
        do throws(EngineError) {
            let saved = try session.save(statement, overwrite: overwrites)
            narration.say("saved \(grouped(saved.rows)) rows × \(saved.columns) columns to \(path)")
            return .success
        } catch {
            guard case .output(let message) = error else { throw error }
            return narration.report(
                OutputError(.other, message), at: statement.destination, in: script.source)
        }
    }

    private var overwrites: Bool { options.overwrites || session.isSet("overwrite") }

    private var writesProvenance: Bool { options.provenance || session.isSet("provenance") }
}
