/// Appends numbers and texts in the form that `BinaryReader` reads: eight bytes a number, lowest first, and the length
/// before every text.
package struct BinaryWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func add(_ byte: UInt8) { bytes.append(byte) }

    package mutating func add(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    package mutating func add(_ value: Int) { add(UInt64(bitPattern: Int64(value))) }

    package mutating func add(_ run: [UInt8]) {
        add(run.count)
        bytes += run
    }

    package mutating func add(_ text: String) { add(Array(text.utf8)) }

    package mutating func add<Element>(_ list: [Element], _ each: (inout BinaryWriter, Element) -> Void) {
        add(list.count)
        for element in list { each(&self, element) }
    }
}

/// Reads what a `BinaryWriter` wrote, and never past its end, whatever the bytes say.
struct BinaryReader {
    /// The bytes are not what a `BinaryWriter` wrote.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard offset < bytes.count else { throw Malformed() }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func word() throws(Malformed) -> UInt64 {
        guard bytes.count - offset >= 8 else { throw Malformed() }
        defer { offset += 8 }
        return (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }

    /// A number that counts something: neither negative nor beyond what a file can hold.
    mutating func count() throws(Malformed) -> Int {
        let value = try word()
        guard value < 1 << 48 else { throw Malformed() }
        return Int(value)
    }

    mutating func run() throws(Malformed) -> [UInt8] {
        let length = try count()
        guard length <= bytes.count - offset else { throw Malformed() }
        defer { offset += length }
        return Array(bytes[offset..<offset + length])
    }

    mutating func text() throws(Malformed) -> String { String(decoding: try run(), as: UTF8.self) }

    mutating func list<Element>(
        _ each: (inout BinaryReader) throws(Malformed) -> Element
    ) throws(Malformed) -> [Element] {
        let length = try count()
        // Every element takes at least one byte.
        guard length <= bytes.count - offset else { throw Malformed() }
        var list: [Element] = []
        for _ in 0..<length { list.append(try each(&self)) }
        return list
    }
}
