/// Cuts a stream of bytes into messages: `Content-Length: N`, further headers, an empty line, N bytes.
struct FrameReader {
    enum Frame: Hashable {
        case message([UInt8])
        /// What is wrong with a header; reading goes on behind it.
        case malformed(String)
    }

    /// Far beyond any message, so that a wrong length does not take all memory.
    static let maximumLength = 256 << 20
    private static let maximumHeader = 8 << 10

    private var bytes: [UInt8] = []
    private var position = 0

    mutating func append(_ more: some Collection<UInt8>) {
        if position > 0 {
            bytes.removeFirst(position)
            position = 0
        }
        bytes += more
    }

    /// The next complete frame; nil when more bytes are needed.
    mutating func next() -> Frame? {
        guard let end = headerEnd() else {
            guard bytes.count - position > FrameReader.maximumHeader else { return nil }
            position = bytes.count
            return .malformed("a header of more than \(FrameReader.maximumHeader) bytes")
        }
        switch length(end.content) {
        case .success(let length):
            guard bytes.count - end.next >= length else { return nil }
            position = end.next + length
            return .message(Array(bytes[end.next..<position]))
        case .failure(let problem):
            position = end.next
            return .malformed(problem.message)
        }
    }

    private struct Problem: Error {
        let message: String
    }

    /// Where the header that starts here ends, and where its message begins. A line may end with LF alone.
    private func headerEnd() -> (content: Range<Int>, next: Int)? {
        var index = position
        while index < bytes.count {
            if bytes[index] == 10 {
                if index + 1 < bytes.count, bytes[index + 1] == 10 { return (position..<index, index + 2) }
                if index + 2 < bytes.count, bytes[index + 1] == 13, bytes[index + 2] == 10 {
                    return (position..<index, index + 3)
                }
            }
            index += 1
        }
        return nil
    }

    private func length(_ header: Range<Int>) -> Result<Int, Problem> {
        let text = String(decoding: bytes[header], as: UTF8.self)
        var length: Int?
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return .failure(Problem(message: "a header line without `:`")) }
            guard parts[0].lowercased() == "content-length" else { continue }
            let digits = parts[1].filter { !$0.isWhitespace }
            guard let value = Int(digits), value >= 0, value <= FrameReader.maximumLength else {
                return .failure(Problem(message: "a Content-Length of `\(digits.prefix(20))`"))
            }
            length = value
        }
        return length.map { .success($0) } ?? .failure(Problem(message: "a header without Content-Length"))
    }
}
