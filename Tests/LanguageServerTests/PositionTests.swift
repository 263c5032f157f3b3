import Diagnostics
import JSON
import Testing

@testable import LanguageServer

struct PositionTests {
    private static let source = SourceText("Café 😀 x\r\nshow count\rlast\n\nend", name: "text")

    /// The place of the x behind an accent and an emoji, as each encoding counts it.
    @Test(arguments: [(PositionEncoding.utf8, 11), (.utf16, 8), (.utf32, 7)])
    func unitsAreThoseOfTheEncoding(_ encoding: PositionEncoding, _ character: Int) {
        #expect(encoding.offset(line: 0, character: character, in: PositionTests.source) == 11)
        #expect(encoding.position(of: 11, in: PositionTests.source) == (0, character))
    }

    @Test(arguments: PositionEncoding.allCases) func everyCharacterGoesThereAndBack(_ encoding: PositionEncoding) {
        let source = PositionTests.source
        var offset = 0
        for character in source.text(SourceRange(0, source.count)).unicodeScalars
        where character != "\n" && character != "\r" {
            while source.text(SourceRange(offset, offset + 1)).unicodeScalars.first.map({ $0 == "\r" || $0 == "\n" })
                == true
            {
                offset += 1
            }
            let place = encoding.position(of: offset, in: source)
            #expect(encoding.offset(line: place.line, character: place.character, in: source) == offset)
            offset += String(character).utf8.count
        }
        #expect(offset == source.count)
    }

    @Test(arguments: PositionEncoding.allCases) func placesOutsideAreTheNearestInside(_ encoding: PositionEncoding) {
        let source = PositionTests.source
        #expect(encoding.offset(line: 1, character: 99, in: source) == source.lineRange(1).end)
        #expect(encoding.offset(line: 99, character: 0, in: source) == source.count)
        #expect(encoding.offset(line: -1, character: -5, in: source) == 0)
        #expect(source.lineCount == 5)
    }

    @Test func halfAnEmojiIsItsStart() {
        #expect(PositionEncoding.utf16.offset(line: 0, character: 6, in: PositionTests.source) == 6)
        #expect(PositionEncoding.utf8.offset(line: 0, character: 7, in: PositionTests.source) == 6)
    }

    /// A thousand edits of a document leave the text that the edits make.
    @Test(arguments: PositionEncoding.allCases) func editsAddUp(_ encoding: PositionEncoding) throws {
        var state: UInt64 = 5
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, limit)
        }
        let pieces = ["show", "é", "😀", "\r\n", "\n", " ", "", "where late\n\n", "\r"]
        var document = Document(uri: "file:///x.tally", version: 0, text: "")
        for version in 1...1_000 {
            var changes: [JSONValue] = []
            var source = document.source
            for _ in 0...random(3) {
                let first = encoding.offset(line: random(source.lineCount + 1), character: random(12), in: source)
                let last = min(
                    source.count, encoding.offset(line: random(source.lineCount + 1), character: random(9), in: source))
                let range = SourceRange(min(first, last), max(first, last))
                let text = pieces[random(pieces.count)]
                changes.append(["range": encoding.json(range, in: source), "text": .string(text)])
                var bytes = source.bytes
                // What the positions say, which inside CRLF is the end of the line.
                let said = try #require(encoding.range(encoding.json(range, in: source), in: source))
                bytes.replaceSubrange(said.start..<said.end, with: Array(text.utf8))
                if bytes.count > 400 {
                    bytes = []
                    changes.append(["text": ""])
                }
                source = SourceText(bytes: bytes, name: "text")
            }
            try document.apply(changes, version: version, encoding)
            #expect(document.source.bytes == source.bytes)
            #expect(String(validating: document.source.bytes, as: UTF8.self) != nil)
        }
        #expect(document.version == 1_000)
    }

    @Test func addressesArePathsAndBack() {
        for path in ["/a/b.tally", "/with space/é😀.tally", "/100%/x#y?.tally"] {
            #expect(FileAddress.path(of: FileAddress.uri(of: path)) == path)
        }
        #expect(FileAddress.path(of: "untitled:Untitled-1") == nil)
        #expect(FileAddress.path("../lib/./x.tally", from: "/a/b") == "/a/lib/x.tally")
    }
}
