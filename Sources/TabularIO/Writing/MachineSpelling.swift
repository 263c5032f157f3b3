internal import Columnar

/// What machine formats differ in; the spelling of values is common to them (`MachineColumn`).
protocol MachineSpelling {
    /// Writes a text cell, quoted or escaped as the format wants it.
    static func text(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout ByteWriter)

    /// Writes a missing value.
    static func missing(to writer: inout ByteWriter)

    /// Writes a double that is not NaN.
    static func number(_ value: Double, to writer: inout ByteWriter)

    /// Writes what stands on either side of a date, a time or a period.
    static func quote(to writer: inout ByteWriter)

    static func point(_ x: Double, _ y: Double, to writer: inout ByteWriter)
}

extension MachineSpelling {
    static func missing(to writer: inout ByteWriter) {}

    static func number(_ value: Double, to writer: inout ByteWriter) { writer.append(number: value) }

    static func quote(to writer: inout ByteWriter) {}

    /// `x y`, which needs no quoting in comma-separated text.
    static func point(_ x: Double, _ y: Double, to writer: inout ByteWriter) {
        writer.append(number: x)
        writer.append(UInt8(ascii: " "))
        writer.append(number: y)
    }

    static func text(_ text: String, to writer: inout ByteWriter) {
        var text = text
        text.withUTF8 { Self.text($0, to: &writer) }
    }
}
