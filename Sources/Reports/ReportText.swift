package import Diagnostics
internal import Syntax

/// A report as it was written: text with queries between, taken apart.
///
/// A Markdown file holds queries in fences marked `tally`. In a script the comment lines between statements are the text.
/// In both, `{{ query }}` in the text stands for the one figure that the query gives.
package struct ReportText: Sendable {
    /// A stretch of the report, in the order in which it was written.
    enum Part: Sendable {
        /// Markdown, with the places of its inline queries.
        case text([Piece])
        /// Statements.
        case code(SourceRange)
    }

    /// A stretch of text.
    enum Piece: Hashable, Sendable {
        case words(String)
        /// What stands between `{{` and `}}`.
        case value(SourceRange)
    }

    /// The whole report, in which mistakes are shown.
    package let source: SourceText
    let parts: [Part]
    /// The queries alone, each where it stands in the report: everything else is spaces.
    let script: String

    package init(_ text: String, name: String) {
        source = SourceText(text, name: name)
        let isMarkdown = [".md", ".markdown"].contains { name.lowercased().hasSuffix($0) }
        var reader = ReportReader(source)
        if isMarkdown { reader.readMarkdown() } else { reader.readScript() }
        parts = reader.parts
        script = reader.script
    }

    /// The name without folder and ending, for reports without a heading.
    var plainName: String {
        let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
        return file.split(separator: ".").first.map(String.init) ?? file
    }
}
