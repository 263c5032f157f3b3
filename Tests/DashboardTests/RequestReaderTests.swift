import HTTP
import Testing

struct RequestReaderTests {
    private let text =
        "POST /api/run?x HTTP/1.1\r\nHost: a\r\nX-Odd:  b \r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n"

    /// However the bytes are cut, the requests are the same.
    @Test func requestsArriveInPieces() throws {
        for size in 1...text.utf8.count {
            var reader = RequestReader()
            var found: [HTTPRequest] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                reader.append(bytes[start..<min(start + size, bytes.count)])
                while case .request(let request) = reader.next() { found.append(request) }
            }
            #expect(found.map(\.path) == ["/api/run", "/"] && found.map(\.method) == ["POST", "GET"])
            #expect(found.map { String(decoding: $0.body, as: UTF8.self) } == ["abc", ""])
            #expect(found.first?.header("x-odd") == "b" && found.first?.header("none") == nil)
        }
    }

    @Test(arguments: [
        ("GET  / HTTP/1.1\r\n\r\n", 400), ("GET x HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/2\r\n\r\n", 505),
        ("GET / HTTP/1.1\r\n: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\na b: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nA: x\u{1}\r\n\r\n", 400), ("GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n", 413),
        ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
    ])
    func othersAreRefused(_ text: String, _ status: Int) {
        var reader = RequestReader()
        reader.append(text.utf8)
        #expect(reader.next() == .refused(status))
    }

    @Test func endlessHeadsAreRefused() {
        var reader = RequestReader()
        reader.append([UInt8](repeating: 97, count: 20_000))
        #expect(reader.next() == .refused(431))
    }
}
