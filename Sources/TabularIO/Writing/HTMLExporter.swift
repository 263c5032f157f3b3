package import Columnar
internal import Diagnostics

/// A complete HTML page with one table: opens in a browser and pastes into a report.
package struct HTMLExporter: Exporter {
    package let name = "html"
    package let endings = ["html", "htm"]
    package let summary = "an HTML page with one table"

    private static func head(_ title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5em; }
        table { border-collapse: collapse; }
        th, td { padding: .2em .8em; text-align: left; white-space: pre-wrap; }
        th { border-bottom: 1px solid #888; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .total td { border-top: 1px solid #888; font-weight: 600; }
        .notes { color: #888; }
        </style>
        </head>
        <body>

        """
    }

    package let showsNotes = true

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        writer.append(HTMLExporter.head(DisplayText.visible(table.title)))
        try HTMLExporter.writeTable(table, rows: Array(0..<table.rowCount), to: &writer)
        writer.append(HTMLExporter.notes(table))
        writer.append("</body>\n</html>\n")
    }

    /// What is to be said under the table, and, unless a picture does, what its stars mean.
    package static func notes(_ table: ResultTable, saysStars: Bool = true) -> String {
        let columns = saysStars ? table.columns.map { DisplayColumn($0, rows: []) } : []
        let notes = DisplayColumn.remark(columns, rows: Array(0..<table.rowCount)) + table.notes
        return notes.isEmpty ? "" : "<p class=\"notes\">\(escaped(notes.joined(separator: " · ")))</p>\n"
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
                writer.append(escaped(column.markedText(row: row)))
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
