#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Lines of a descriptor that is not a terminal; LF and CRLF end them, invalid UTF-8 is repaired.
package final class PlainLineReader {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    /// The first byte of `pending` that was not handed out.
    private var start = 0
    private var isAtEnd = false

    package init(descriptor: Int32) { self.descriptor = descriptor }

    /// The next line without its line end; nil at the end. A last line without a line end counts.
    package func next() -> String? {
        var searched = start
        while true {
            if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return text(start..<end)
            }
            searched = pending.count
            if isAtEnd || !fill() {
                guard start < pending.count else { return nil }
                defer { start = pending.count }
                return text(start..<pending.count)
            }
            searched = max(start, searched - dropped)
            dropped = 0
        }
    }

    /// How many bytes the last `fill` removed from the front.
    private var dropped = 0

    private func text(_ range: Range<Int>) -> String {
        var range = range
        if let last = pending[range].last, last == UInt8(ascii: "\r") {
            range = range.lowerBound..<range.upperBound - 1
        }
        return String(decoding: pending[range], as: UTF8.self)
    }

    private func fill() -> Bool {
        pending.removeFirst(start)
        dropped = start
        start = 0
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            isAtEnd = count <= 0
            if count > 0 { pending.append(contentsOf: piece[..<count]) }
            return count > 0
        }
    }
}
