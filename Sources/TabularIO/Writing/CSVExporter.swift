package import Columnar

/// Comma-separated values after RFC 4180, with LF line ends and quotes only where they are needed.
///
/// Cells that a spreadsheet would take for a formula are left as they are: the file is data, and an apostrophe in
/// front of `-5` would corrupt it for every other reader.
package struct CSVExporter: Exporter {
    package let name = "csv"
    package let endings = ["csv"]
    package let summary = "comma-separated values, full precision"

    package init() {}

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let table = MachineTable(table, options: options)
        for (index, header) in table.headers.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: ",")) }
            CSVSpelling.text(header, to: &writer)
        }
        writer.append(UInt8(ascii: "\n"))
        let isSingle = table.columnCount == 1
        for row in 0..<table.rowCount {
            let start = writer.count
            for column in 0..<table.columnCount {
                if column > 0 { writer.append(UInt8(ascii: ",")) }
                table.append(row: row, column: column, as: CSVSpelling.self, to: &writer)
            }
            // Readers skip an empty line: a lone empty cell has to be visible.
            if isSingle, writer.count == start { writer.append("\"\"") }
            writer.append(UInt8(ascii: "\n"))
            guard try writer.endRow() else { return }
        }
    }
}

private enum CSVSpelling: MachineSpelling {
    @inline(__always) static func text(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        var special = false
        for byte in bytes {
            special =
                special || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        guard special else { return writer.append(bytes) }
        writer.append(UInt8(ascii: "\""))
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { writer.append(byte) }
            writer.append(byte)
        }
        writer.append(UInt8(ascii: "\""))
    }
}
