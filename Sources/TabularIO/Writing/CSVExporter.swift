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
        let columns = MachineColumn.columns(of: table, options: options)
        for (index, column) in columns.enumerated() {
            if index > 0 { writer.append(UInt8(ascii: ",")) }
            CSVSpelling.text(column.header, to: &writer)
        }
        writer.append(UInt8(ascii: "\n"))
        let isSingle = columns.count == 1
        for row in 0..<table.rowCount {
            for index in columns.indices {
                if index > 0 { writer.append(UInt8(ascii: ",")) }
                columns[index].append(row: row, as: CSVSpelling.self, to: &writer)
            }
            // Readers skip an empty line: a lone missing cell has to be visible.
            if isSingle, columns[0].isMissing(row: row) { writer.append("\"\"") }
            writer.append(UInt8(ascii: "\n"))
            guard try writer.endRow() else { return }
        }
    }
}

private enum CSVSpelling: MachineSpelling {
    @inline(__always) static func text(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        var special = false
        for byte in bytes where byte <= UInt8(ascii: ",") {
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
