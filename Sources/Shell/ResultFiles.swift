import Charts
import Columnar
import Engine
import JSON
import TabularIO

/// Writes results into the files that `into` names: each into its own, or several into one where the format holds them.
final class ResultFiles {
    private struct Gathered {
        let path: String
        let exporter: any DocumentExporter
        var parts: [Document.Part] = []
    }

    private let session: Session
    private let narration: Narration
    private let options: OutputOptions
    /// The documents to be written when the script is done, in the order in which it named them.
    private var gathered: [Gathered] = []

    init(_ session: Session, _ narration: Narration, _ options: OutputOptions) {
        (self.session, self.narration, self.options) = (session, narration, options)
    }

    /// Writes a result, or keeps it for a document that is written at the end of the script.
    func write(
        _ result: QueryResult, of query: String, to path: String, overwrite: Bool, provenance: Bool
    ) throws(OutputError) {
        for note in result.notes { narration.say("note: \(note)") }
        let part = Document.Part(result, of: query)
        if let exporter = Exporters.document(forFile: path) {
            if let index = gathered.firstIndex(where: { $0.path == path }) {
                gathered[index].parts.append(part)
            } else {
                try check(path, overwrite: overwrite, provenance: provenance)
                gathered.append(Gathered(path: path, exporter: exporter, parts: [part]))
            }
            return
        }
        if provenance { try check(path, overwrite: overwrite, provenance: true) }
        try make(path, of: [part], overwrite: overwrite, provenance: provenance) {
            (options, _) throws(OutputError) in
            try ResultFiles.write(result, to: path, overwrite: overwrite, options)
        }
        narration.tellWritten(1, rows: part.table.rowCount, to: path)
    }

    /// Writes the documents of a script that has come to its end.
    func finish(overwrite: Bool, provenance: Bool) throws(OutputError) {
        defer { gathered = [] }
        for file in gathered {
            try make(file.path, of: file.parts, overwrite: overwrite, provenance: provenance) {
                (options, sources) throws(OutputError) in
                let document = Document(file.parts, sources())
                try file.exporter.write(document, options: options, to: file.path, overwrite: overwrite)
            }
            let rows = file.parts.reduce(0) { $0 + $1.table.rowCount }
            narration.tellWritten(file.parts.count, rows: rows, to: file.path)
        }
    }

    /// Makes a file, and the one beside it: both are there in the end, or none where that went wrong before the first.
    private func make(
        _ path: String, of parts: [Document.Part], overwrite: Bool, provenance: Bool,
        _ body: @escaping @Sendable (OutputOptions, () -> Provenance) throws(OutputError) -> Void
    ) throws(OutputError) {
        let sources = session.findProvenance
        do throws(OutputError) {
            try session.makeFiles(options) { (options) throws(OutputError) in
                // It takes long for large files of data, so it stands before the first file has its name.
                let account = provenance ? ProvenanceText.json(file: path, parts, sources()) : nil
                try options.checkCancellation()
                try body(options, sources)
                guard let account else { return }
                try OutputFile.write(account, to: ResultFiles.sideFile(of: path), overwrite: overwrite)
            }
        } catch {
            guard error.kind == .interrupted else { throw error }
            throw OutputError(.interrupted, "interrupted: nothing was written to \(path)")
        }
    }

    /// Says what will not be written, since a script has not come to its end.
    func abandon() {
        for file in gathered { narration.say("\(file.path) was not written: the script did not come to its end") }
        gathered = []
    }

    /// The account of a file's results beside it: what was asked, of which data, and what was left out.
    func writeSideFile(of path: String, _ parts: [Document.Part], overwrite: Bool) throws(OutputError) {
        let text = ProvenanceText.json(file: path, parts, session.provenance)
        try OutputFile.write(text, to: ResultFiles.sideFile(of: path), overwrite: overwrite)
    }

    /// Fails before any work is done where a file, or the one beside it, could not be written.
    func check(_ path: String, overwrite: Bool, provenance: Bool) throws(OutputError) {
        try OutputFile.check(path, overwrite: overwrite)
        if provenance { try OutputFile.check(ResultFiles.sideFile(of: path), overwrite: overwrite) }
    }

    private static func sideFile(of path: String) -> String { path + ".provenance.json" }

    /// A picture where `draw` stands and the ending names one; else the format for tables that the ending picks.
    private static func write(
        _ result: QueryResult, to path: String, overwrite: Bool, _ options: OutputOptions
    ) throws(OutputError) {
        let table = result.table.with(notes: [result.account])
        guard let picture = try Pictures.forFile(path, result.chart) else {
            return try OutputFile.write(table, to: path, overwrite: overwrite, options: options)
        }
        try OutputFile.write(to: path, overwrite: overwrite, options: options) { (sink) throws(OutputError) in
            try picture.write(table, options: options, to: sink)
        }
    }
}

extension Document.Part {
    /// A result under the query that gave it.
    init(_ result: QueryResult, of query: String) {
        self.init(query: query, table: result.table, account: result.account)
    }
}
