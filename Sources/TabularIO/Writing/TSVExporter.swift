package import Columnar

/// Tab-separated values: one line per row, one tab between cells, always.
///
/// A tab, a line end or a backslash inside a cell is written as `\t`, `\n`, `\r`, `\\`, as PostgreSQL's COPY and Miller
/// do: `cut` and `awk` see whole cells, and nothing is lost.
package struct TSVExporter: Exporter {
    package let name = "tsv"
    package let endings = ["tsv", "tab"]
    package let summary = "tab-separated values; tabs and line ends in cells as \\t and \\n"

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let table = MachineTable(table, options: options)
        for (index, header) in table.headers.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: "\t")) }
            TSVSpelling.text(header, to: &writer)
        }
        writer.append(UInt8(ascii: "\n"))
        for row in 0..<table.rowCount {
            for column in 0..<table.columnCount {
                if column > 0 { writer.append(UInt8(ascii: "\t")) }
                table.append(row: row, column: column, as: TSVSpelling.self, to: &writer)
            }
            writer.append(UInt8(ascii: "\n"))
            guard try writer.endRow() else { return }
        }
    }
}

private enum TSVSpelling: MachineSpelling {
    @inline(__always) static func text(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        var special = false
        for byte in bytes { special = special || byte == UInt8(ascii: "\\") || byte < 0x0E }
        guard special else { return writer.append(bytes) }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\t"): writer.append("\\t")
            case UInt8(ascii: "\n"): writer.append("\\n")
            case UInt8(ascii: "\r"): writer.append("\\r")
            case UInt8(ascii: "\\"): writer.append("\\\\")
            default: writer.append(byte)
            }
        }
    }
}
