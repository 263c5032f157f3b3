internal import Columnar
internal import Diagnostics
internal import Engine
package import TabularIO

/// A report as one Markdown page: the text as it was written, each query in its fence, and its picture or table below.
package struct MarkdownPage {
    /// The page.
    package private(set) var text = ""
    /// The pictures that the page names.
    package private(set) var pictures: [PagePicture] = []
    /// How many results would be pictures if the page were a file.
    package private(set) var undrawn = 0
    private let path: String?
    private let addresses: PageAddresses?

    /// - Parameter path: Where the page will be; without one there is no place for pictures, and their tables are shown.
    package init(_ report: Report, path: String?) throws(OutputError) {
        self.path = path
        addresses = path.map { PageAddresses(from: report.source.name, to: $0) }
        var parts: [String] = []
        for item in report.items { parts.append(try part(item)) }
        let files = report.provenance.files.map { file in
            let facts = file.facts { "`\($0)`" }
            return "- `\(file.path)`\(facts.isEmpty ? "" : ": \(facts)")"
        }
        let made = "Made from `\(report.source.name)` at \(report.provenance.made) by \(report.provenance.program), of:"
        text = (parts + ["---", made, files.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
    }

    private mutating func part(_ item: Report.Item) throws(OutputError) -> String {
        switch item {
        case .text(let text): MarkdownPage.trimmed(addresses?.moved(text, pictures: true) ?? text)
        case .definitions(let text): MarkdownPage.fenced(text, "tally")
        case .explanation(let text, let query):
            MarkdownPage.fenced(query, "tally") + "\n\n" + MarkdownPage.fenced(text, "")
        case .holds(let text): MarkdownPage.fenced(text, "tally") + "\n\nHolds."
        case .result(let result, let query):
            MarkdownPage.fenced(query, "tally") + "\n\n" + (try shown(result))
        }
    }

    /// A result with its picture, its account and what its query was warned of.
    private mutating func shown(_ result: QueryResult) throws(OutputError) -> String {
        let figure = try Figure(result, isDrawn: path != nil)
        if path == nil, let chart = result.chart, chart != .table { undrawn += 1 }
        let table = try ByteWriter.text { (writer) throws(OutputError) in
            try MarkdownExporter.writeTable(result.table, rows: figure.rows, to: &writer)
        }
        var parts = [MarkdownPage.trimmed(table)]
        if let path, let svg = figure.picture {
            let picture = PagePicture(of: path, number: pictures.count + 1, svg: svg)
            pictures.append(picture)
            parts = ["![\(MarkdownExporter.escaped(result.table.title))](\(picture.address))"]
            // Empty lines around the table let it be Markdown inside the element.
            parts += ["<details><summary>The figures</summary>", MarkdownPage.trimmed(table), "</details>"]
        }
        let notes = MarkdownExporter.notes(
            result.table.with(notes: figure.remarks + [result.account]), rows: figure.rows,
            saysStars: figure.picture == nil)
        parts.append(MarkdownPage.trimmed(notes))
        for finding in result.findings where finding.severity == .warning {
            parts.append("⚠ " + MarkdownExporter.escaped(finding.message))
        }
        return parts.joined(separator: "\n\n")
    }

    /// Code in a fence that is longer than any in it.
    private static func fenced(_ code: String, _ word: String) -> String {
        var longest = 0
        var run = 0
        for character in code {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(word)\n\(trimmed(code))\n\(fence)"
    }

    /// The text without empty lines at its ends.
    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == "\n" || $0 == "\r\n" }
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
