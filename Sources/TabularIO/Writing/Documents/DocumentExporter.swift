/// A format whose files hold several results, and are written by a library. A new one is a file with a type that
/// conforms, and a line in `Exporters.documents`.
package protocol DocumentExporter: Sendable {
    /// The word after `-o`.
    var name: String { get }
    /// The file endings that pick this format, without the dot, the usual one first.
    var endings: [String] { get }
    /// One line for `help`.
    var summary: String { get }

    /// Makes the file, where there is none.
    func write(_ document: Document, options: OutputOptions, toFile path: String) throws(OutputError)
}

extension DocumentExporter {
    /// Writes to a sink, by way of a file without a name that anybody else could meet.
    package func write(
        _ document: Document, options: OutputOptions, to sink: ByteSink
    ) throws(OutputError) {
        try OutputFile.withTemporaryFolder { (folder) throws(OutputError) in
            let path = "\(folder)/document.\(endings[0])"
            try write(document, options: options, toFile: path)
            try options.checkCancellation()
            try OutputFile.copy(path, to: sink)
        }
    }

    /// Writes a file that appears complete or not at all.
    package func write(
        _ document: Document, options: OutputOptions, to path: String, overwrite: Bool
    ) throws(OutputError) {
        try OutputFile.write(to: path, overwrite: overwrite) { (sink) throws(OutputError) in
            try write(document, options: options, to: sink)
        }
    }
}
