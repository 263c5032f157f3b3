import Columnar
import Diagnostics
import Engine
import Semantics
import TabularIO

/// The program behind the command line: it opens the data, runs what was asked and says how it went.
public struct Shell {
    let options: ShellOptions
    let narration: Narration

    public init(_ options: ShellOptions) {
        self.options = options
        narration = Narration(colors: Terminal.usesColors(options.color, isTerminal: Terminal.isErrorTerminal))
    }

    /// Does what the command line asks, and says with what exit code the process should end.
    public func run() -> ExitCode {
        Interrupt.install()
        let readsScript = options.queries.isEmpty && options.script == nil
        if readsScript, !Terminal.isInputTerminal, options.data.contains("-") {
            narration.error("standard input holds the data, so the query must come from -c or -f")
            return .usage
        }
        if let query = options.data.first(where: isQuery) {
            narration.error(
                "`\(query)` is a query, and a file was expected", advice: "a query stands behind -c: `-c '\(query)'`")
            return .usage
        }
        guard let exporter = exporter(byDefault: Terminal.isOutputTerminal ? "table" : "csv") else { return .usage }
        if let document, let code = refuse(document, readsScript: readsScript) { return code }
        if options.provenance, let path = options.output, !canWriteSideFile(of: path) { return .query }
        let session = makeSession()
        // The process ends afterwards, and frees all that the session holds faster than it could be taken apart.
        _ = Unmanaged.passRetained(session)
        session.tellsEnd = exporter.isTable || exporter.showsNotes || document != nil || options.provenance
        let runner = ScriptRunner(session, options, narration, outputOptions)
        defer { writeSnapshots(session) }
        guard let path = options.output else {
            if readsScript, Terminal.isInputTerminal { return runPrompt(exporter, runner, session) }
            return run(runner, session, writer(exporter, StandardOutput().sink))
        }
        var (parts, count) = ([Document.Part](), (results: 0, rows: 0))
        let code = write(to: path) { sink in
            let writer = writer(exporter, sink)
            defer { (parts, count) = (writer.parts, writer.count) }
            return run(runner, session, writer)
        }
        guard code == .success else { return code }
        let side = options.provenance ? writeSideFile(of: path, parts, session) : .success
        if side == .success { narration.tellWritten(count.results, rows: count.rows, to: path) }
        return side
    }

    /// Whether a word that stands where files do was meant as a query.
    private func isQuery(_ word: String) -> Bool {
        let text = word.lowercased()
        return ManualEntry.clauses.contains { text.hasPrefix("\($0.name) ") }
            && InputSource.files(matching: word).isEmpty
    }

    private func writer(_ exporter: any Exporter, _ sink: @escaping ByteSink) -> ResultWriter {
        ResultWriter(
            exporter: exporter, document: document, keepsParts: options.provenance, options: outputOptions,
            narration: narration, sink: sink)
    }

    /// Writes what is in the data: types, missing values, the usual values and oddities, or a proposed profile.
    public func describe(asProfile: Bool) -> ExitCode {
        Interrupt.install()
        let session = makeSession()
        defer { writeSnapshots(session) }
        do throws(EngineError) {
            let text = try session.describe(asProfile: asProfile, width: Terminal.width)
            _ = try? StandardOutput().write(text + "\n")
            return .success
        } catch {
            return narration.report(error)
        }
    }

    /// Writes what the second of two extracts changed, as a table unless a format is named.
    public func compare(_ before: String, to after: String, key: String?) -> ExitCode {
        Interrupt.install()
        guard let exporter = exporter(byDefault: "table") else { return .usage }
        if let document, let refusal = refuse(document, readsScript: false) { return refusal }
        let isTable = exporter.isTable && document == nil
        let session = makeSession()
        defer { writeSnapshots(session) }
        do throws(EngineError) {
            let table = try session.compare(before, to: after, key: key, isForReading: isTable)
            if !isTable { for note in table.notes { narration.say("note: \(note)") } }
            let part = Document.Part(
                query: "tally compare \(before) \(after)", table: table, account: table.notes.joined(separator: " · "))
            let written = { (sink: @escaping ByteSink) -> ExitCode in
                guard let document else { return write(table, exporter, to: sink) }
                do throws(OutputError) {
                    try document.write(Document([part], session.provenance), options: outputOptions, to: sink)
                } catch {
                    return narration.report(error)
                }
                return .success
            }
            guard let path = options.output else { return written(StandardOutput().sink) }
            let code = write(to: path, written)
            if code == .success { narration.tellWritten(1, rows: table.rowCount, to: path) }
            return code
        } catch {
            return narration.report(error)
        }
    }

    private func write(_ table: ResultTable, _ exporter: any Exporter, to sink: @escaping ByteSink) -> ExitCode {
        do throws(OutputError) { try exporter.write(table, options: outputOptions, to: sink) } catch {
            return narration.report(error)
        }
        return .success
    }

    // MARK: - What to run

    private func run(_ runner: ScriptRunner, _ session: Session, _ writer: ResultWriter) -> ExitCode {
        if let path = options.script {
            let code = run(.file(path), runner, writer)
            if code != .success { return code }
        }
        for query in options.queries {
            let code = runner.run(query, name: "-c", to: writer)
            if code != .success { return code }
        }
        if options.queries.isEmpty, options.script == nil {
            let code = run(.standardInput, runner, writer)
            if code != .success { return code }
        }
        for unused in session.unusedParameters {
            let advice = unused.advice.map { "; \($0)" } ?? ""
            narration.say("warning: nothing uses the parameter `\(unused.name)` of `--set`\(advice)")
        }
        do throws(OutputError) { try writer.finish(session.provenance) } catch {
            return narration.report(error)
        }
        return .success
    }

    /// Reads the data, then asks for queries until the end.
    private func runPrompt(_ exporter: any Exporter, _ runner: ScriptRunner, _ session: Session) -> ExitCode {
        Interrupt.neverForce()
        session.leavesCancelledQueries = true
        session.remains = Remains()
        session.queryWatch = QueryProgressBar().watch
        // What was left behind may still be at work.
        defer { UnfinishedFiles.removeAll() }
        do throws(EngineError) { try session.loadPending() } catch { return narration.report(error) }
        let pager = Pager()
        let sink = Terminal.isOutputTerminal ? pager.sink : StandardOutput().sink
        let writer = ResultWriter(
            exporter: exporter, options: outputOptions, narration: narration, for: .screen, sink: sink)
        return Prompt(session, runner, writer, pager, narration).run()
    }

    private func run(_ script: InputSource, _ runner: ScriptRunner, _ writer: ResultWriter) -> ExitCode {
        do throws(LoadError) {
            return runner.run(try script.text(isCancelled: Interrupt.isRequested), name: script.title, to: writer)
        } catch {
            return narration.report(error)
        }
    }

    func makeSession() -> Session {
        let session = Session(threads: options.threads)
        session.isCancelled = Interrupt.isRequested
        session.loading = options.loading
        if options.usesCache { session.cache = .ofUser }
        session.add(files: options.data)
        session.upcoming = options.script == nil ? Array(options.queries.dropFirst()) : options.queries
        for parameter in options.parameters { session.set(parameter: parameter.name, to: parameter.value) }
        let progress = LoadProgressBar()
        session.progress = { progress.update($0) }
        session.onLoadFailure = { progress.finish() }
        let narration = narration
        session.onLoad = { summary in
            progress.finish()
            if Terminal.isErrorTerminal, Terminal.isInputTerminal { narration.tell(LoadLine.text(summary)) }
            for warning in summary.warnings { narration.tell("note: \(warning)") }
        }
        return session
    }

    func writeSnapshots(_ session: Session) {
        let jobs = session.takeSnapshotJobs()
        guard let cache = session.cache, !jobs.isEmpty else { return }
        SnapshotWriting(cache: cache, narration: narration, options: options).write(
            jobs, profiles: session.profileTexts)
    }
}
