package import Columnar
package import TabularIO

/// A page with the picture and its table: it needs no other file, no script and no network.
package struct HTMLPicture: Exporter {
    package let name = "html"
    package let endings = ["html", "htm"]
    package let summary = "a page with the picture and its table"
    private let kind: ChartKind

    package init(_ kind: ChartKind) { self.kind = kind }

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let chart = try Chart(kind, of: table)
        writer.append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(SVGCanvas.escaped(chart.title))</title>
            <style>
            body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5em; color: #1f2328; background: #fff; }
            svg { max-width: 100%; height: auto; }
            table { border-collapse: collapse; margin-top: 1em; }
            th, td { padding: .2em .8em; text-align: left; white-space: pre-wrap; }
            th { border-bottom: 1px solid #888; }
            .n { text-align: right; font-variant-numeric: tabular-nums; }
            .total td { border-top: 1px solid #888; font-weight: 600; }
            </style>
            </head>
            <body>
            \(SVGPicture.picture(chart, notes: table.notes).text)
            <details>
            <summary>The figures</summary>

            """)
        // A picture of many rows shows what they have in common; its page does not carry them all.
        let rows = min(table.rowCount, HTMLPicture.maxRows)
        try HTMLExporter.writeTable(table, rows: Array(0..<rows), to: &writer)
        if rows < table.rowCount {
            let counts = [rows, table.rowCount].map(grouped)
            writer.append("<p>… \(counts[0]) of \(counts[1]) rows shown</p>\n")
        }
        writer.append("</details>\n</body>\n</html>\n")
    }

    private static let maxRows = 1_000
}
