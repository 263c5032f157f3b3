import JSON
import Testing

@testable import LanguageServer

struct FramingTests {
    private static func frame(_ body: String) -> [UInt8] {
        Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    private static func frames(_ bytes: [UInt8], pieces: Int) -> [FrameReader.Frame] {
        var reader = FrameReader()
        var frames: [FrameReader.Frame] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            reader.append(bytes[start..<min(start + pieces, bytes.count)])
            while let frame = reader.next() { frames.append(frame) }
        }
        return frames
    }

    /// However the stream is cut, the messages are the same.
    @Test(arguments: [1, 2, 3, 7, 64, 10_000]) func piecesDoNotMatter(_ pieces: Int) {
        let bodies = ["{}", "{\"text\":\"Café 😀\"}", "", String(repeating: "x", count: 300)]
        let stream = bodies.flatMap(FramingTests.frame)
        #expect(FramingTests.frames(stream, pieces: pieces) == bodies.map { .message(Array($0.utf8)) })
    }

    @Test func headersMayBeMoreAndInAnyCase() {
        let stream = Array("content-type: x; charset=utf-8\r\nCONTENT-LENGTH: 2\r\n\r\n{}Content-Length: 2\n\n[]".utf8)
        #expect(FramingTests.frames(stream, pieces: 5) == [.message(Array("{}".utf8)), .message(Array("[]".utf8))])
    }

    /// A bad header is told of, and the next message is read.
    @Test(arguments: ["Content-Length: x\r\n\r\n", "Nonsense\r\n\r\n", "Content-Length: -1\r\n\r\n", "A: b\r\n\r\n"])
    func badHeadersAreLeftBehind(_ header: String) {
        let frames = FramingTests.frames(Array(header.utf8) + FramingTests.frame("{}"), pieces: 1_000)
        #expect(frames.count == 2)
        #expect(frames.last == .message(Array("{}".utf8)))
        if case .malformed? = frames.first {} else { Issue.record("\(frames)") }
    }

    /// Random bytes end, and never give a message that is longer than what came in.
    @Test func randomBytesAreSafe() {
        var state: UInt64 = 17
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        let alphabet = Array("Content-Length: 0123456789\r\n\r\n{}[]\",:abc".utf8)
        for round in 0..<2_000 {
            let count = 1 + Int(next())
            let bytes = (0..<count).map { _ in round % 2 == 0 ? next() : alphabet[Int(next()) % alphabet.count] }
            for frame in FramingTests.frames(bytes, pieces: 1 + Int(next()) % 40) {
                guard case .message(let message) = frame else { continue }
                #expect(message.count <= bytes.count)
                _ = try? JSONParser.parse(message)
            }
        }
    }
}
