import Charts
import Columnar
import Engine
import TabularIO

/// Writes results, one after the other, in one format to one place.
final class ResultWriter {
    /// Who gets what is written.
    enum Reader {
        /// Whatever standard output or a file leads to.
        case program
        /// A command of a prompt: what is no longer wanted is left while it is being drawn.
        case command
        /// The person at a prompt, who may have seen enough of a result, and reads the next.
        case screen
    }

    var exporter: any Exporter
    private let options: OutputOptions
    private let sink: ByteSink
    private let narration: Narration
    /// The format whose one file holds all results; nil writes each at once.
    private let document: (any DocumentExporter)?
    /// Whether what has been written is kept for an account of it.
    private let keepsParts: Bool
    private(set) var parts: [Document.Part] = []
    /// How many results have been written, and rows in all of them.
    private(set) var count = (results: 0, rows: 0)
    private var isFirst = true
    private let reader: Reader
    /// The reader has gone: there is nothing more to write and nothing to say.
    private(set) var isClosed = false

    init(
        exporter: any Exporter, document: (any DocumentExporter)? = nil, keepsParts: Bool = false,
        options: OutputOptions,
        narration: Narration, for reader: Reader = .program, sink: @escaping ByteSink
    ) {
        self.exporter = exporter
        self.document = document
        self.keepsParts = keepsParts || document != nil
        self.options = options
        self.narration = narration
        self.reader = reader
        self.sink = sink
    }

    /// Writes one result, drawn where `draw` stands and a table would be shown. What is for reading carries the account
    /// under it; elsewhere the notes go to standard error.
    func write(_ result: QueryResult, of query: String, number: Int? = nil) throws(OutputError) {
        count = (count.results + 1, count.rows + result.table.rowCount)
        if keepsParts { parts.append(Document.Part(result, of: query)) }
        if document != nil {
            for note in result.notes { narration.say("note: \(note)") }
            return
        }
        try separate()
        let notes =
            exporter.isTable ? [Footer.text(result, number: number)] : exporter.showsNotes ? [result.account] : []
        let exporter = self.exporter.isTable ? Pictures.onScreen(result.chart) ?? self.exporter : self.exporter
        let outcome = try put(result.table.with(notes: notes), exporter)
        if outcome == .closed, reader != .screen { isClosed = true }
        guard notes.isEmpty, !isClosed else { return }
        for note in result.notes { narration.say("note: \(note)") }
    }

    /// Writes the document that all results go into; does nothing for other formats, and does not ask for the digests of
    /// the data, which take longer than most answers.
    func finish(_ provenance: @autoclosure () -> Provenance) throws(OutputError) {
        try document?.write(Document(parts, provenance()), options: options, to: sink)
    }

    func write(text: String) throws(OutputError) {
        guard document == nil else { return narration.say(text) }
        try separate()
        try put(text + "\n")
    }

    /// Several results are separated by a blank line.
    private func separate() throws(OutputError) {
        if !isFirst { try put("\n") }
        isFirst = false
    }

    private func put(_ text: String) throws(OutputError) {
        if try Array(text.utf8).write(to: sink) == .closed, reader != .screen { isClosed = true }
    }

    private func put(_ table: ResultTable, _ exporter: any Exporter) throws(OutputError) -> WriteOutcome {
        guard reader != .program else { return try exporter.write(table, options: options, to: sink) }
        return try PieceQueue.pour(unless: options.isCancelled, into: sink) { [options] (isCancelled, sink) in
            var options = options
            options.isCancelled = isCancelled
            return Result { () throws(OutputError) in _ = try exporter.write(table, options: options, to: sink) }
        }
    }
}
