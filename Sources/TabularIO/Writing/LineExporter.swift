package import Columnar
internal import Diagnostics

/// One `header: value` per line and an empty line between rows: for reading wide rows one at a time.
package struct LineExporter: Exporter {
    package let name = "line"
    package let endings: [String] = []
    package let summary = "one `header: value` per line, for wide rows"

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let rows = Array(0..<table.rowCount)
        let columns = table.columns.filter { !$0.screenOnly }.map { DisplayColumn($0, rows: rows) }
        for row in rows {
            if row > 0 { writer.append(UInt8(ascii: "\n")) }
            for column in columns {
                writer.append(column.header)
                writer.append(UInt8(ascii: ":"))
                let text = column.text(row: row)
                if !text.isEmpty { writer.append(" " + text) }
                writer.append(UInt8(ascii: "\n"))
            }
            guard try writer.endRow() else { return }
        }
    }
}
