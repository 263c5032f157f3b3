import Columnar
import Diagnostics
import Semantics
import Syntax
import TabularIO

extension Session {
    /// A `save` statement, or a finding on what is wrong with it.
    func prepareSave(
        _ node: SyntaxNode, _ findings: inout [Diagnostic]
    ) throws(EngineError) -> Statement.Action? {
        guard let token = node.token(.text) else { return nil }
        let path = node.unquoted(token)
        guard path.hasSuffix(SnapshotCache.ending) else {
            let isFormat = (try? Exporters.forFile(path)) != nil
            findings.append(
                Diagnostic(
                    id: "save-ending", at: token.range,
                    "`save` writes data files of Tally, whose names end in `\(SnapshotCache.ending)`",
                    advice: isFormat
                        ? "the result of a query is written by `… into \"\(path)\"`"
                        : "write `save \"\(path)\(SnapshotCache.ending)\"`"))
            return nil
        }
        try loadPending()
        environment.dataSets.first?.deferred?.askForAll()
        guard let loaded else {
            findings.append(
                Diagnostic(
                    id: "no-data", at: node.range, "there is no data to save",
                    advice: "name a file on the command line: `tally calls.csv`"))
            return nil
        }
        return .save(path: path, loaded)
    }

    /// Carries out a `save` statement.
    /// - Throws: `EngineError.output` when the file exists or cannot be written; then there is no new file.
    public func save(
        _ statement: Statement, overwrite: Bool
    ) throws(EngineError) -> (rows: Int, columns: Int) {
        guard case .save(let path, let loaded) = statement.action else { return (0, 0) }
        do throws(OutputError) {
            try OutputFile.check(path, overwrite: overwrite)
            var options = OutputOptions()
            options.isCancelled = isCancelled
            try makeFiles(options) { [tables] options throws(OutputError) in
                let writer = SnapshotWriter(loaded)
                // Making it has read every column.
                guard (try? tables.checkDamage()) != nil else { throw OutputError(.abandoned, "the data is damaged") }
                try OutputFile.write(to: path, overwrite: overwrite, options: options) { (sink) throws(OutputError) in
                    try writer.write { (bytes) throws(OutputError) -> WriteOutcome in
                        try options.checkCancellation()
                        return try sink(bytes)
                    }
                }
            }
        } catch {
            try reading { () throws(LoadError) in try tables.checkDamage() }
            throw error.kind == .interrupted ? .cancelled : .output(error.message)
        }
        return (loaded.table.rowCount, loaded.table.columns.count)
    }

    /// Loads the files that were named, and writes their snapshot unless there is a good one.
    /// - Parameter profiles: the `dataset` statements that stand in for a script's own.
    package func buildSnapshot(profiles: String) throws(EngineError) -> SnapshotCache.Outcome {
        readProfiles(of: Parser.parse(SourceText(profiles, name: "profiles")))
        guard let cache, let key = SnapshotKey(pending, loading) else {
            try loadPending()
            return .skipped("only files have one")
        }
        var failure: EngineError?
        let outcome = cache.exclusively(key) {
            do throws(EngineError) { try loadPending() } catch { failure = error }
            let jobs = takeSnapshotJobs()
            return jobs.isEmpty ? .skipped("there is one, or the file is small") : cache.write(jobs[0])
        }
        if let failure { throw failure }
        return outcome
    }

    /// The `dataset` statements that decide how data is read, as a text.
    package var profileTexts: String { profiles.map(\.text).joined(separator: "\n\n") }

    /// The snapshots that are worth writing, now that there is time for it.
    package func takeSnapshotJobs() -> [SnapshotJob] { tables.takeJobs() }
}
