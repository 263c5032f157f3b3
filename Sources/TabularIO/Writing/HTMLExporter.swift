package import Columnar

/// A complete HTML page with one table: opens in a browser and pastes into a report.
package struct HTMLExporter: Exporter {
    package let name = "html"
    package let endings = ["html", "htm"]
    package let summary = "an HTML page with one table"

    private static let head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Tally</title>
        <style>
        body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5em; }
        table { border-collapse: collapse; }
        th, td { padding: .2em .8em; text-align: left; white-space: pre-wrap; }
        th { border-bottom: 1px solid #888; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .total td { border-top: 1px solid #888; font-weight: 600; }
        .notes { color: #656d76; }
        </style>
        </head>
        <body>

        """

    package let showsNotes = true

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        writer.append(HTMLExporter.head)
        try HTMLExporter.writeTable(table, rows: Array(0..<table.rowCount), to: &writer)
        if !table.notes.isEmpty {
            writer.append("<p class=\"notes\">\(HTMLExporter.escaped(table.notes.joined(separator: " · ")))</p>\n")
        }
        writer.append("</body>\n</html>\n")
    }

    /// The `table` element with some of a table's rows, for pages that hold more than it.
    package static func writeTable(
        _ table: ResultTable, rows: [Int], to writer: inout ByteWriter
    ) throws(OutputError) {
        let columns = table.columns.filter { !$0.screenOnly }.map { DisplayColumn($0, rows: rows) }
        writer.append("<table>\n<thead><tr>")
        for column in columns {
            writer.append(column.isRightAligned ? "<th class=\"n\">" : "<th>")
            writer.append(escaped(column.header) + "</th>")
        }
        writer.append("</tr></thead>\n<tbody>\n")
        for row in rows {
            let isTotal = columns.first?.mark(row: row) == .total
            writer.append(isTotal ? "<tr class=\"total\">" : "<tr>")
            for column in columns {
                writer.append(column.isRightAligned ? "<td class=\"n\">" : "<td>")
                writer.append(escaped(column.text(row: row)))
                writer.append("</td>")
            }
            writer.append("</tr>\n")
            guard try writer.endRow() else { return }
        }
        writer.append("</tbody>\n</table>\n")
    }

    /// Text as HTML shows it.
    package static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
