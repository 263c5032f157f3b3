/// Cuts the bytes of a connection into requests: as much of HTTP/1.1 (RFC 9112) as browsers send. Whatever else comes is
/// refused, and so is what is longer than any page of ours would send.
package struct RequestReader {
    package enum Outcome: Hashable {
        /// More bytes are needed.
        case incomplete
        case request(HTTPRequest)
        /// The connection ends with this status: where the next request would start is unknown.
        case refused(Int)
    }

    static let longestHead = 16 << 10
    static let longestBody = 1 << 20

    private var bytes: [UInt8] = []

    package init() {}

    /// Whether a request has begun that is not complete.
    package var isWithin: Bool { !bytes.isEmpty }

    package mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// The next request of what has arrived.
    package mutating func next() -> Outcome {
        guard let end = endOfHead() else {
            return bytes.count > RequestReader.longestHead ? .refused(431) : .incomplete
        }
        guard end <= RequestReader.longestHead else { return .refused(431) }
        guard let lines = RequestReader.lines(of: bytes[..<(end - 3)]) else { return .refused(400) }
        let words = lines[0].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, !words[0].isEmpty, words[1].hasPrefix("/") else { return .refused(400) }
        guard words[2] == "HTTP/1.1" else { return .refused(505) }
        var headers: [HTTPRequest.Header] = []
        for line in lines.dropFirst() {
            guard let header = RequestReader.header(line) else { return .refused(400) }
            headers.append(header)
        }
        if headers.contains(where: { $0.name == "transfer-encoding" }) { return .refused(501) }
        let lengths = headers.filter { $0.name == "content-length" }.map(\.value)
        guard lengths.count <= 1, let length = Int(lengths.first ?? "0"), length >= 0,
            lengths.first?.allSatisfy({ $0.isASCII && $0.isNumber }) != false
        else { return .refused(400) }
        guard length <= RequestReader.longestBody else { return .refused(413) }
        guard bytes.count >= end + length else { return .incomplete }
        let request = HTTPRequest(
            method: words[0], path: String(words[1].prefix { $0 != "?" }), headers: headers,
            body: Array(bytes[end..<(end + length)]),
            isKept: !headers.contains { $0.name == "connection" && $0.value.lowercased() == "close" })
        bytes.removeFirst(end + length)
        return .request(request)
    }

    /// Where the body starts: behind the first empty line.
    private func endOfHead() -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<min(bytes.count, RequestReader.longestHead + 1) where bytes[index] == 10 {
            if bytes[index - 1] == 13, bytes[index - 2] == 10, bytes[index - 3] == 13 { return index + 1 }
        }
        return nil
    }

    /// The lines of a head; nil when one ends otherwise than with CR LF.
    private static func lines(of head: ArraySlice<UInt8>) -> [String]? {
        let lines = head.split(separator: 10, omittingEmptySubsequences: false)
        guard lines.allSatisfy({ $0.last == 13 && !$0.dropLast().contains(13) }) else { return nil }
        return lines.map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }

    private static func header(_ line: String) -> HTTPRequest.Header? {
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex else { return nil }
        let name = line[..<colon]
        let isToken = name.utf8.allSatisfy { $0 > 32 && $0 < 127 }
        let value = line[line.index(after: colon)...]
        guard isToken, value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 || $0 == 9 }) else { return nil }
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let trimmed = value.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return HTTPRequest.Header(name: name.lowercased(), value: String(trimmed))
    }
}
