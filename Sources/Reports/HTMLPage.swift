internal import Columnar
internal import Diagnostics
internal import Engine
package import TabularIO

/// A report as one HTML page, which needs no other file, no script and no network, and forbids itself all of them.
package struct HTMLPage {
    private let report: Report
    private var markdown = MarkdownText()
    private var results = 0

    private let addresses: PageAddresses

    private init(_ report: Report, path: String) {
        self.report = report
        addresses = PageAddresses(from: report.source.name, to: path)
    }

    /// The page.
    /// - Parameter path: Where it will be.
    /// - Throws: `OutputError.missingLibrary` without the library that renders Markdown.
    package static func text(_ report: Report, path: String) throws(OutputError) -> String {
        var page = HTMLPage(report, path: path)
        var body = ""
        for item in report.items { body += try page.html(item) }
        return page.framed(body)
    }

    private func framed(_ body: String) -> String {
        let title = markdown.headings.first { $0.level == 1 }?.text ?? HTMLExporter.escaped(report.name)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="generator" content="\(HTMLExporter.escaped(report.provenance.program))">
            <title>\(title)</title>
            <style>
            \(PageStyle.text)
            </style>
            </head>
            <body>
            <main>
            \(withContents(body))</main>
            <footer>
            \(footer)</footer>
            </body>
            </html>

            """
    }

    /// The page with a list of its sections behind its title, where it has several.
    private func withContents(_ body: String) -> String {
        let sections = markdown.headings.filter { $0.level == 2 }
        guard sections.count > 2 else { return body }
        let lines = sections.map { "<li><a href=\"#\($0.id)\">\($0.text)</a></li>\n" }.joined()
        let list = "<nav aria-label=\"Contents\">\n<ul>\n\(lines)</ul>\n</nav>\n"
        // In front of the first section: what stands above it introduces the report.
        let mark = "<h2 id=\"\(sections[0].id)\">"
        let parts = body.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? parts[0] + list + mark + parts[1] : list + body
    }

    private var footer: String {
        let source = "<p>Made from <code>\(HTMLExporter.escaped(report.source.name))</code> "
        let made = "\(report.provenance.made) by \(report.provenance.program)"
        let files = report.provenance.files.map { file in
            let facts = file.facts { "<code>\($0)</code>" }
            return "<li><code>\(HTMLExporter.escaped(file.path))</code>\(facts.isEmpty ? "" : ": \(facts)")</li>\n"
        }
        return source + "at \(HTMLExporter.escaped(made)), of these data:</p>\n<ul>\n\(files.joined())</ul>\n"
    }

    // MARK: - Parts

    private mutating func html(_ item: Report.Item) throws(OutputError) -> String {
        switch item {
        case .text(let text):
            let name = report.source.name
            let folder = name.contains("/") ? name[...(name.lastIndex(of: "/") ?? name.startIndex)] : ""
            return try PageImages.embed(
                in: try markdown.html(addresses.moved(text, pictures: false)), folder: String(folder))
        case .definitions(let text): return details("Definitions", text)
        case .result(let result, let query): return try figure(result, query)
        case .explanation(let text, let query):
            return "<pre>\(HTMLExporter.escaped(text))</pre>\n" + details("Query", query)
        case .holds(let text): return "<p class=\"holds\">Holds: <code>\(HTMLExporter.escaped(text))</code></p>\n"
        }
    }

    private func details(_ title: String, _ code: String) -> String {
        "<details><summary>\(title)</summary><pre><code>\(HTMLExporter.escaped(code))</code></pre></details>\n"
    }

    /// A result with its picture, its account and its query.
    private mutating func figure(_ result: QueryResult, _ query: String) throws(OutputError) -> String {
        results += 1
        let shown = try Figure(result)
        let picture = shown.picture
        var table = try ByteWriter.text { (writer) throws(OutputError) in
            writer.append("<div class=\"table\">\n")
            try HTMLExporter.writeTable(result.table, rows: shown.rows, to: &writer)
            writer.append("</div>\n")
        }
        if result.table.rowCount == 0 { table = "<p>No rows.</p>\n" }
        let notes = HTMLExporter.notes(
            result.table.with(notes: shown.remarks + [result.account]), saysStars: picture == nil)
        let warnings = result.findings.filter { $0.severity == .warning }.map {
            "<p class=\"warning\">\(HTMLExporter.escaped($0.message))</p>\n"
        }
        // A picture has its own title.
        let title = picture == nil ? "<figcaption>\(HTMLExporter.escaped(result.table.title))</figcaption>\n" : ""
        let figures = picture.map { "\($0)\n<details><summary>The figures</summary>\n\(table)</details>\n" } ?? table
        return "<figure id=\"result-\(results)\">\n\(title)\(figures)\(notes)\(warnings.joined())"
            + "\(details("Query", query))</figure>\n"
    }
}
