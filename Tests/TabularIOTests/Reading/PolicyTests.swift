import Columnar
import TestSupport
import Testing

@testable import TabularIO

/// What the options of the command line do while loading.
struct PolicyTests {
    private static let ragged = "a,b,c\r\n1,2,3\r\n4,5\r\n\r\n6,7,8,9\r\n\"x\ny\",\"10\"\r\n11,12,13\r\n"

    @Test(arguments: [1, 7, 256 << 10])
    func raggedRowsArePadded(chunk: Int) throws {
        let options = LoadOptions().with { ($0.ragged, $0.chunkBytes) = (.pad, chunk) }
        let loaded = try load(PolicyTests.ragged, options: options)
        #expect(
            loaded.texts == [
                ["1", "2", "3"], ["4", "5", nil], ["6", "7", "8"], ["x\ny", "10", nil], ["11", "12", "13"],
            ])
        #expect(loaded.report.raggedCount == 3)
        #expect(loaded.report.raggedRows.map(\.line) == [3, 5, 6])
        #expect(loaded.report.raggedRows.map(\.found) == [2, 4, 2])
        #expect(loaded.column("b").type == .integer)
    }

    @Test(arguments: [1, 7, 256 << 10])
    func raggedRowsAreSkipped(chunk: Int) throws {
        let options = LoadOptions().with { ($0.ragged, $0.chunkBytes) = (.skip, chunk) }
        let loaded = try load(PolicyTests.ragged, options: options)
        #expect(loaded.texts == [["1", "2", "3"], ["11", "12", "13"]])
        #expect(loaded.report.raggedCount == 3 && loaded.report.raggedRows.map(\.line) == [3, 5, 6])
    }

    /// Against a slow definition, on random shapes.
    @Test(arguments: RaggedPolicy.allCases)
    func raggedRowsAgreeWithASlowReader(policy: RaggedPolicy) throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let width = Int.random(in: 2...5, using: &random)
            let lineEnd = Bool.random(using: &random) ? "\r\n" : "\n"
            let rows = (0..<Int.random(in: 1...30, using: &random)).map { _ in
                let isRegular = Int.random(in: 0..<4, using: &random) > 0
                let count = isRegular || policy == .error ? width : Int.random(in: 1...width + 3, using: &random)
                return (0..<count).map { _ in ["x", "yy", "z z"].randomElement(using: &random) ?? "" }
            }
            let header = (0..<width).map { "c\($0)" }
            let text = ([header] + rows).map { $0.joined(separator: ",") }.joined(separator: lineEnd) + lineEnd
            let options = LoadOptions.allText.with {
                ($0.ragged, $0.chunkBytes, $0.delimiter) = (policy, 16, UInt8(ascii: ","))
            }
            let loaded = try load(text, options: options)
            let kept = policy == .skip ? rows.filter { $0.count == width } : rows
            let expected = kept.map { row in (0..<width).map { $0 < row.count ? row[$0] : nil } }
            #expect(loaded.texts == expected)
            #expect(loaded.report.raggedCount == rows.count { $0.count != width })
        }
    }

    @Test func anExtraDelimiterAtTheEndOfEveryLineIsNoColumn() throws {
        for text in ["a,b\r\n1,2,\r\n3,4,\r\n", "a,b,\r\n1,2,\r\n3,4,\r\n"] {
            let loaded = try load(text)
            #expect(loaded.texts == [["1", "2"], ["3", "4"]] && loaded.report.warnings.isEmpty)
        }
        // With a value in it, it is one.
        #expect(try load("a,b,\n1,2,\n3,4,5\n").texts == [["1", "2", nil], ["3", "4", "5"]])
        // A single such line may hold an unquoted delimiter.
        #expect(loadingError("a,b\n1,2\n3,4,\n")?.line == 3)
    }

    @Test func badValuesCanEndTheLoad() throws {
        let text = "n,t\n" + (1...300).map { $0 == 200 || $0 == 250 ? "oops,x\n" : "\($0),x\n" }.joined()
        #expect(try load(text).report("n").badCount == 2)
        let error = try #require(loadingError(text, options: LoadOptions().with { $0.badValues = .error }))
        #expect(error.message.contains("line 201, column `n`: \"oops\" is not a whole number, and 1 more value"))
        #expect(error.line == 201)
    }

    @Test func missingTexts() throws {
        let text = "n,t,d\nNA,NA, \n1,x,2020-01-01\n-9,\"NA\",1900-01-01\n"
        let options = LoadOptions().with {
            $0.missingTexts = ["NA", "-9"]
            $0.missing = { _ in [" ", "1900-01-01"] }
        }
        let loaded = try load(text, options: options)
        #expect(loaded.texts == [[nil, nil, nil], ["1", "x", "2020-01-01"], [nil, nil, nil]])
        #expect(loaded.table.columns.map(\.type) == [.integer, .text, .date])
        #expect(loaded.report.columns.map(\.missingCount) == [2, 2, 2])
        #expect(loaded.report.columns.map(\.badCount) == [0, 0, 0])
        #expect(loaded.column("t").dictionary?.count == 1)
        // Without being told, text keeps what it holds.
        #expect(try load(text).texts.map { $0[1] } == ["NA", "x", "NA"])
    }

    @Test(arguments: [
        ("utf-8", "Zürich", Array("Zürich".utf8)), ("latin-1", "Zürich", [0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68]),
        ("cp1252", "€", [0x80]), ("latin1", "ZÃ¼rich", Array("Zürich".utf8)),
        ("utf-16le", "Zü", [0x5A, 0, 0xFC, 0]), ("UTF-16BE", "Zü", [0, 0x5A, 0, 0xFC]),
        ("utf-16", "Zü", [0x5A, 0, 0xFC, 0]),
    ])
    func givenEncodings(name: String, text: String, bytes: [UInt8]) throws {
        let encoding = try #require(InputEncoding(named: name))
        let zeros: [UInt8] = encoding.rawValue.contains("16") ? [0] : []
        func spelt(_ text: String) -> [UInt8] {
            text.utf8.flatMap { encoding == .utf16BigEndian ? zeros + [$0] : [$0] + zeros }
        }
        let loaded = try load(
            bytes: spelt("h,i\n") + bytes + spelt(",1\n"), options: LoadOptions().with { $0.encoding = encoding })
        #expect(loaded.texts == [[text, "1"]])
        #expect(loaded.report.warnings.isEmpty)
    }

    @Test func encodingThatIsNot() throws {
        #expect(InputEncoding(named: "klingon") == nil)
        let error = #expect(throws: LoadError.self) {
            try load(
                bytes: Array("a,b\n1,2\nZ".utf8) + [0xFC, 0x0A], options: LoadOptions().with { $0.encoding = .utf8 })
        }
        #expect(error?.message.hasSuffix("line 3: the text is not UTF-8, which `--encoding` says it is.") == true)
    }

    /// The line of the first stray byte, whatever ends lines and wherever chunks end.
    @Test(arguments: [1, 5, 256 << 10])
    func firstStrayByte(chunk: Int) throws {
        let text: [UInt8] = Array("a,b\r1,é\r2,\n3,".utf8) + [0xE9] + Array("\n".utf8)
        let loaded = try load(bytes: text, options: LoadOptions().with { $0.chunkBytes = chunk })
        #expect(loaded.report.warnings.contains { $0.contains("(from line 4 on)") }, "\(loaded.report.warnings)")
    }

    @Test func detectedEncodings() throws {
        // UTF-16 without a byte order mark, and a file put together from UTF-8 and Latin-1.
        let text = "name,n\nZürich,1\n"
        #expect(try load(bytes: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).texts == [["Zürich", "1"]])
        let mixed = Array("a\nZürich\nGenève\nZ".utf8) + [0xFC] + Array("rich\n".utf8)
        let loaded = try load(bytes: mixed)
        #expect(loaded.texts == [["Zürich"], ["Genève"], ["Zürich"]])
        #expect(loaded.report.warnings.first?.contains("from line 4 on") == true)
    }
}
