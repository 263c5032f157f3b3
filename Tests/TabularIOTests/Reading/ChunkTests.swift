import Columnar
import TestSupport
import Testing

@testable import TabularIO

/// Where chunks end and how many threads decode them never shows in the result.
struct ChunkTests {
    private static let documents = [
        "a,b,c\n1,x,2020-01-01\n2,\"y\n,\"\"z\",2020-01-02\r\n\r\n3,,\n4,\"\",\"2020-01-03\"\n5,x,bad",
        "a\r\"b\rc\"\r\r1\r2",
        "k;v\n" + (0..<40).map { "\($0 % 7);text \($0 * $0 % 11)\n" }.joined(),
        "k,v\n" + (0..<150).map { "\($0),\($0 == 77 ? "odd one" : "\($0).5")\n" }.joined(),
        "ä,ö\n\"ü\"\"\",ß\n" + String(repeating: "x,\"y\"\"y\"\n", count: 20),
    ]

    @Test(arguments: documents.indices)
    func everyChunkSizeAndThreadCount(document: Int) throws {
        let text = Self.documents[document]
        let expected = try load(text).fingerprint
        for bytes in 1...min(text.utf8.count + 1, 300) {
            #expect(try load(text, options: LoadOptions().with { $0.chunkBytes = bytes }).fingerprint == expected)
        }
        for threads in 2...4 {
            for bytes in [1, 2, 3, 5, 7, 11, 17, 33, 64, 150] {
                let options = LoadOptions().with {
                    $0.chunkBytes = bytes
                    $0.threads = threads
                }
                #expect(try load(text, options: options).fingerprint == expected)
            }
        }
    }

    /// Many distinct values, met first by different threads.
    @Test func dictionariesKeepTheOrderOfFirstAppearance() throws {
        var generator = SeededGenerator(seed: 9)
        let values = (0..<30_000).map { _ in "v\(Int.random(in: 0..<20_000, using: &generator))" }
        var seen: Set<String> = []
        let distinct = values.filter { seen.insert($0).inserted }
        for threads in 1...3 {
            let options = LoadOptions().with {
                $0.threads = threads
                $0.chunkBytes = 1_000
            }
            let column = try load("t\n" + values.joined(separator: "\n"), options: options).table.columns[0]
            let dictionary = try #require(column.dictionary)
            #expect((1...UInt32(distinct.count)).map { dictionary.text($0) } == distinct.map { $0 })
            #expect(values.indices.allSatisfy { column[$0] == .text(values[$0]) })
        }
    }

    /// Texts of one length that begin and end alike, beside short ones, empty cells and quotes of all kinds.
    @Test func textsThatDifferInTheMiddle() throws {
        var generator = SeededGenerator(seed: 11)
        let spellings: [(cell: String, text: String)] =
            (10..<40).map { ("The answer is \($0), says the city", "The answer is \($0), says the city") }
            + (10..<40).map { ("\"January, \($0) Sunday\"", "January, \($0) Sunday") }
            + [("", ""), ("\"\"", ""), ("a", "a"), ("\"a\"", "a"), ("\"a\"\"b\"", "a\"b"), ("a\"\"b", "a\"\"b")]
            + [("\"a\" b", "a b"), ("12345678", "12345678"), ("\"12345678\"\"\"", "12345678\"")]
        let rows = (0..<6_000).map { _ in Int.random(in: 0..<spellings.count, using: &generator) }
        let text = "n\tt\n" + rows.map { "x\t\(spellings[$0].cell.replacing(",", with: ";"))\n" }.joined()
        for bytes in [70, 1_000, 100_000] {
            let options = LoadOptions.allText.with { $0.chunkBytes = bytes }
            let column = try load(text, options: options).column("t")
            for (row, spelling) in rows.enumerated() {
                let expected = spellings[spelling].text.replacing(",", with: ";")
                #expect(column[row] == (expected.isEmpty ? .missing : .text(expected)))
            }
        }
    }

    @Test func errorsComeFromTheFirstBadRow() {
        let text = "a,b\n" + String(repeating: "1,2\n", count: 500) + "1\n" + String(repeating: "1,2,3\n", count: 500)
        for threads in 1...3 {
            let options = LoadOptions().with {
                $0.threads = threads
                $0.chunkBytes = 64
            }
            #expect(loadingError(text, options: options)?.line == 502)
        }
    }

    /// The rows that a reader with several workers makes out; nil when it guessed wrong where one begins.
    private func guessedRows(_ text: String, bytes: Int) throws -> Int? {
        let folder = try TemporaryFolder()
        let options = LoadOptions().with { $0.chunkBytes = bytes }
        let layout = try SourceOpening.open(try folder.write(text.utf8), options)
        let reader = ChunkReader([layout], options: options, inOrder: false)
        let chunks = [RowChunk(), RowChunk()]
        var turn = 0
        while reader.next(into: chunks[turn % 2]) { turn += 1 }
        return reader.chunkRows?.rowCount
    }

    /// Lines inside quotes are told from rows by the number of their cells, wherever a chunk begins.
    @Test func linesInsideQuotes() throws {
        let rows = (0..<60).map { "\($0),\"first\nsecond, third\r\n\n\"\"fourth\"\"\",z\r\n" }
        let text = "a,b,c\r\n" + rows.joined()
        for bytes in 1...200 { #expect(try guessedRows(text, bytes: bytes) == 60) }
    }

    /// Rows inside quotes deceive: then all is read once more, one chunk after the other.
    @Test func rowsInsideQuotes() throws {
        let letter = (0..<40).map { "\($0),y\($0),z\n" }.joined()
        let text = "a,b,c\n" + (0..<30).map { "\($0),\"\(letter)\",z\n" }.joined()
        let expected = try load(text).fingerprint
        var wrong = 0
        for bytes in [1, 10, 64, 100, 500, 1_000, 5_000] {
            if try guessedRows(text, bytes: bytes) != 30 { wrong += 1 }
            let options = LoadOptions().with { ($0.threads, $0.chunkBytes) = (3, bytes) }
            #expect(try load(text, options: options).fingerprint == expected)
        }
        #expect(wrong > 3)
    }

    /// Short texts are compared as numbers and long ones in part: those that differ in one byte stay apart.
    @Test func textsThatDifferInOneByte() throws {
        var texts: [String] = []
        for length in 1...40 {
            let plain = [UInt8](repeating: 0x61, count: length)
            texts.append(String(decoding: plain, as: UTF8.self))
            for place in 0..<length {
                var other = plain
                other[place] = 0x62
                texts.append(String(decoding: other, as: UTF8.self))
            }
        }
        let quoted: [String] = texts.reversed().map { "\"\($0)\"" }
        let rows = texts + quoted + texts + quoted
        let column = try load("t\n" + rows.joined(separator: "\r\n"), options: .allText).table.columns[0]
        #expect(column.dictionary?.count == texts.count)
        let expected = texts + texts.reversed() + texts + texts.reversed()
        for (row, text) in expected.enumerated() { #expect(column[row] == Value.text(text)) }
    }

    /// Texts are known again as they stand in their cells, where quotes are doubled or not: one text has one code, however it
    /// is spelt, in small dictionaries and in large ones.
    @Test(arguments: [0, 9_000])
    func textsWithQuotes(others: Int) throws {
        let spellings = [
            ("a\"b", "a\"b"), ("a\"\"b", "a\"\"b"), ("\"a\"\"b\"", "a\"b"), ("\"a\"b\"", "ab\""), ("\"ab\"", "ab"),
            ("ab", "ab"),
        ]
        var (cells, texts) = ((0..<others).map(String.init), (0..<others).map(String.init))
        for _ in 0..<3 {
            for fill in [0, 6, 13, 14, 40, 70, 200].map({ String(repeating: "x", count: $0) }) {
                for (cell, text) in spellings {
                    cells.append(cell.first == "\"" ? "\"" + fill + cell.dropFirst() : fill + cell)
                    texts.append(fill + text)
                }
            }
        }
        let column = try load("t\n" + cells.joined(separator: "\n"), options: .allText).table.columns[0]
        #expect(column.dictionary?.count == others + 7 * 4)
        for (row, text) in texts.enumerated() { #expect(column[row] == .text(text)) }
    }
}
