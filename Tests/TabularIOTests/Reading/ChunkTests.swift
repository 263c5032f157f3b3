import Columnar
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
            for bytes in [1, 7, 64] {
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
}
