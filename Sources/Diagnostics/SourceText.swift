/// A text with a name, addressed by UTF-8 offsets.
public struct SourceText: Sendable {
    /// Where the text came from, as messages show it: a file's path, `-c`, `standard input`.
    public let name: String
    public let bytes: [UInt8]
    /// The offsets at which lines start; the first is 0. Lines end with LF, CRLF or CR.
    private let lineStarts: [Int]

    public init(_ text: String, name: String) { self.init(bytes: Array(text.utf8), name: name) }

    public init(bytes: [UInt8], name: String) {
        self.name = name
        self.bytes = bytes
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
            if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
            starts.append(index)
        }
        lineStarts = starts
    }

    /// Whether a line starts at an offset.
    public func isLineStart(_ offset: Int) -> Bool {
        offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n") || bytes[offset - 1] == UInt8(ascii: "\r")
    }

    public var count: Int { bytes.count }
    public var lineCount: Int { lineStarts.count }

    /// The text of a range, with invalid UTF-8 repaired.
    public func text(_ range: SourceRange) -> String {
        let start = min(max(range.start, 0), bytes.count)
        return String(decoding: bytes[start..<min(max(range.end, start), bytes.count)], as: UTF8.self)
    }

    /// Where a line, counted from 0, begins; behind the last one, the end of the text.
    package func start(ofLine line: Int) -> Int { line < lineStarts.count ? lineStarts[line] : bytes.count }

    /// The line, from 0, that holds an offset.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The range of a line without its line end.
    public func lineRange(_ line: Int) -> SourceRange {
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
        while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return SourceRange(start, end)
    }
}
