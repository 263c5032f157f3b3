import Columnar
import Diagnostics
package import Semantics
import Syntax
package import TabularIO

/// What a prompt asks of a session beside running text.
extension Session {
    /// Gives the query of a text a name, as `view` does. What is no query changes nothing.
    /// - Returns: whether it was one.
    @discardableResult
    package func define(view name: String, as text: String) -> Bool {
        let tree = Parser.parse(SourceText("view \(name) = \(text)", name: name))
        guard tree.diagnostics.isEmpty, let statement = tree.root.nodes.first,
            let definition = ProfileReader.definition(statement)
        else { return false }
        environment.define(definition)
        return true
    }

    /// A text with another name for a source wherever it reads it: what `it` means changes with each query, and a
    /// query that is kept is to mean what it meant.
    package static func renaming(source name: String, to other: String, in text: String) -> String {
        var ranges: [SourceRange] = []
        func collect(_ node: SyntaxNode) {
            if node.kind == .reference, nameKey(node.text) == nameKey(name) { ranges.append(node.range) }
            node.nodes.forEach(collect)
        }
        collect(Parser.parse(SourceText(text, name: "query")).root)
        var bytes = Array(text.utf8)
        for range in ranges.reversed() { bytes.replaceSubrange(range.start..<range.end, with: Array(other.utf8)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A column's card: its name and type, how much is missing, its ends or its most frequent values.
    package func card(ofColumn index: Int, in data: DataSet, width: Int? = nil) -> String {
        Errand.run(unless: isCancelled) { _ in
            DescriptionText.card(
                data.fields[index], data.table.columns[index], rowCount: data.table.rowCount, terminal: width)
        } ?? "interrupted"
    }

    /// Makes files. A prompt does not wait for those that are no longer wanted: their making is left behind, and they do not
    /// appear.
    package func makeFiles(
        _ options: OutputOptions, _ body: @escaping @Sendable (OutputOptions) throws(OutputError) -> Void
    ) throws(OutputError) {
        guard leavesCancelledQueries else { return try body(options) }
        let outcome = Errand.run(unless: options.isCancelled) { ticket in
            var options = options
            options.isCancelled = { ticket.isCancelled }
            options.mayPublish = { ticket.keep() }
            return Result { () throws(OutputError) in try body(options) }
        }
        guard let outcome else { throw .interrupted }
        try outcome.get()
    }

    /// Reads the data again that queries read by default. What was there stays when that goes wrong, as with a file that
    /// is just being written.
    package func reload() throws(EngineError) {
        guard !environment.dataSets.isEmpty else { return }
        let before = environment.dataSets.removeFirst()
        add(files: files)
        do throws(EngineError) { try loadPending() } catch {
            environment.dataSets.insert(before, at: 0)
            throw error
        }
    }
}
