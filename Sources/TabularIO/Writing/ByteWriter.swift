/// Collects bytes and hands them to a sink in pieces of about 64 KiB, so that a cell costs no system call and no
/// `String`.
///
/// The memory is raw because appending is the inner loop of every export; the interface bounds every write.
package struct ByteWriter: ~Copyable {
    package static let pieceSize = 65_536

    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The bytes that wait: within a row this only grows.
    package private(set) var count = 0
    private let sink: ByteSink
    private var outcome = WriteOutcome.written

    package init(_ sink: @escaping ByteSink) {
        self.sink = sink
        capacity = ByteWriter.pieceSize + 4_096
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inline(__always) package mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    @inline(__always) package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        if capacity - count < bytes.count { grow(by: bytes.count) }
        (base + count).update(from: start, count: bytes.count)
        count &+= bytes.count
    }

    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Lets `body` write at most `limit` bytes in place; it returns how many it wrote.
    @inline(__always)
    package mutating func append(atMost limit: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if capacity - count < limit { grow(by: limit) }
        count &+= body(base + count)
    }

    /// Call after each row: passes a full piece on. False when the reader has gone, so that the export can stop.
    @inline(__always) package mutating func endRow() throws(OutputError) -> Bool {
        if count >= ByteWriter.pieceSize { try flush() }
        return outcome == .written
    }

    /// Passes on what is left; call once, at the end.
    package mutating func finish() throws(OutputError) -> WriteOutcome {
        try flush()
        return outcome
    }

    private mutating func flush() throws(OutputError) {
        defer { count = 0 }
        guard outcome == .written, count > 0 else { return }
        outcome = try sink(UnsafeBufferPointer(start: base, count: count))
    }

    private mutating func grow(by needed: Int) {
        let larger = max(capacity * 2, count + needed)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }
}

extension ByteWriter {
    private final class Collected {
        var bytes: [UInt8] = []
    }

    /// What `body` writes, as text.
    package static func text(_ body: (inout ByteWriter) throws(OutputError) -> Void) throws(OutputError) -> String {
        let collected = Collected()
        var writer = ByteWriter { (bytes) throws(OutputError) -> WriteOutcome in
            collected.bytes += bytes
            return .written
        }
        try body(&writer)
        _ = try writer.finish()
        return String(decoding: collected.bytes, as: UTF8.self)
    }
}
