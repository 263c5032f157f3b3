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
        try withFile(of: document, options) { (path) throws(OutputError) in
            try OutputFile.copy(path, to: sink, options)
        }
    }

    /// Writes a file that appears complete or not at all. Nothing of it lies beside its place before it is made.
    package func write(
        _ document: Document, options: OutputOptions, to path: String, overwrite: Bool
    ) throws(OutputError) {
        try OutputFile.check(path, overwrite: overwrite)
        try withFile(of: document, options) { (made) throws(OutputError) in
            try OutputFile.write(to: path, overwrite: overwrite, options: options) { (sink) throws(OutputError) in
                try OutputFile.copy(made, to: sink, options)
            }
        }
    }

    private func withFile(
        of document: Document, _ options: OutputOptions, _ body: (String) throws(OutputError) -> Void
    ) throws(OutputError) {
        try OutputFile.withTemporaryFolder { (folder) throws(OutputError) in
            let path = "\(folder)/document.\(endings[0])"
            try write(document, options: options, toFile: path)
            try body(path)
        }
    }
}
