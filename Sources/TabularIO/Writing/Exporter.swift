package import Columnar

/// An output format. A new one is a file with a type that conforms, and a line in `Exporters.all`.
package protocol Exporter: Sendable {
    /// The word after `-o`.
    var name: String { get }
    /// The file endings that pick this format, without the dot, the usual one first.
    var endings: [String] { get }
    /// One line for `help`.
    var summary: String { get }

    /// Whether the notes stand under the table, as they do where people read it.
    var showsNotes: Bool { get }

    /// Writes the table, ending the last line with LF.
    func write(_ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter) throws(OutputError)
}

extension Exporter {
    package var showsNotes: Bool { false }

    /// Whether it is the format of a terminal.
    package var isTable: Bool { name == "table" }

    /// Writes the table to a sink; `.closed` when the sink's reader went away in between.
    @discardableResult
    package func write(
        _ table: ResultTable, options: OutputOptions = OutputOptions(), to sink: @escaping ByteSink
    ) throws(OutputError) -> WriteOutcome {
        var writer = ByteWriter { (bytes) throws(OutputError) -> WriteOutcome in
            try options.checkCancellation()
            return try sink(bytes)
        }
        try write(table, options: options, to: &writer)
        return try writer.finish()
    }
}
