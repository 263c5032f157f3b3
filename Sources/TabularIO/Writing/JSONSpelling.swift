internal import Columnar

/// Values as RFC 8259 wants them: valid UTF-8, control characters escaped, no NaN and no infinity.
enum JSONSpelling: MachineSpelling {
    static func text(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter) {
        writer.append(UInt8(ascii: "\""))
        var isPlain = true
        for byte in bytes {
            isPlain = isPlain && byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        }
        if isPlain {
            writer.append(bytes)
        } else {
            // Decoding repairs invalid UTF-8 with U+FFFD.
            for byte in String(decoding: bytes, as: UTF8.self).utf8 { escape(byte, to: &writer) }
        }
        writer.append(UInt8(ascii: "\""))
    }

    static func missing(to writer: inout ByteWriter) { writer.append("null") }

    static func number(_ value: Double, to writer: inout ByteWriter) {
        if value.isFinite { writer.append(number: value) } else { missing(to: &writer) }
    }

    static func quote(to writer: inout ByteWriter) { writer.append(UInt8(ascii: "\"")) }

    /// `[x,y]`
    static func point(_ x: Double, _ y: Double, to writer: inout ByteWriter) {
        writer.append(UInt8(ascii: "["))
        number(x, to: &writer)
        writer.append(UInt8(ascii: ","))
        number(y, to: &writer)
        writer.append(UInt8(ascii: "]"))
    }

    /// The objects of a table, with `separator` between them and without a line end after the last.
    static func objects(
        of table: ResultTable, options: OutputOptions, separator: String, to writer: inout ByteWriter
    ) throws(OutputError) {
        let table = MachineTable(table, options: options)
        let keys = table.headers.map { key($0) }
        for row in 0..<table.rowCount {
            writer.append(row == 0 ? "{" : separator + "{")
            for column in 0..<table.columnCount {
                if column > 0 { writer.append(UInt8(ascii: ",")) }
                keys[column].withUnsafeBufferPointer { writer.append($0) }
                table.append(row: row, column: column, as: JSONSpelling.self, to: &writer)
            }
            writer.append(UInt8(ascii: "}"))
            guard try writer.endRow() else { return }
        }
    }

    /// The header as an object's key, with its colon.
    private static func key(_ header: String) -> [UInt8] {
        var bytes = [UInt8(ascii: "\"")]
        for byte in header.utf8 { bytes.append(contentsOf: escaped(byte)) }
        return bytes + [UInt8(ascii: "\""), UInt8(ascii: ":")]
    }

    @inline(__always) private static func escape(_ byte: UInt8, to writer: inout ByteWriter) {
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            writer.append(byte)
        } else {
            escaped(byte).withUnsafeBufferPointer { writer.append($0) }
        }
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""): Array("\\\"".utf8)
        case UInt8(ascii: "\\"): Array("\\\\".utf8)
        case UInt8(ascii: "\n"): Array("\\n".utf8)
        case UInt8(ascii: "\r"): Array("\\r".utf8)
        case UInt8(ascii: "\t"): Array("\\t".utf8)
        case 0..<0x20: Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
        default: [byte]
        }
    }
}
