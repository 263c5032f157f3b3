import Columnar
import Foundation
import TestSupport
import Testing

@testable import TabularIO

/// Cell-by-cell agreement with Python's csv module on random nasty documents.
struct PythonAgreementTests {
    private struct Expected: Decodable {
        let rows: [[String]]
        let unclosed: Bool
    }

    private static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// A quote is open at the end when a further row does not come out as one.
    private static let script = """
        import csv, io, json, sys
        def rows(text):
            return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
        out = []
        for text in json.load(open(sys.argv[1], encoding="utf-8")):
            out.append({"rows": rows(text), "unclosed": rows(text + "\\n@@@\\n")[-1:] != [["@@@"]]})
        json.dump(out, sys.stdout)
        """

    private static func document(_ generator: inout SeededGenerator) -> String {
        let ends = ["\n", "\r\n", "\r"]
        func pick(_ choices: [String], _ generator: inout SeededGenerator) -> String {
            choices[Int.random(in: 0..<choices.count, using: &generator)]
        }
        if Int.random(in: 0..<3, using: &generator) == 0 {
            let alphabet = ["a", "b", "\"", "\"", ",", "\n", "\r", "\r\n", "é"]
            return (0..<Int.random(in: 1...12, using: &generator)).map { _ in pick(alphabet, &generator) }.joined()
        }
        let pieces = ["a", "bc", "\"\"", ",", "\n", "\r\n", "é", " ", "12", String(repeating: "long ", count: 15)]
        let columns = Int.random(in: 1...4, using: &generator)
        var text = (0..<columns).map { "h\($0)" }.joined(separator: ",") + pick(ends, &generator)
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            let cells = (0..<columns).map { _ in
                let inner = (0..<Int.random(in: 0...5, using: &generator)).map { _ in pick(pieces, &generator) }
                    .joined()
                switch Int.random(in: 0..<6, using: &generator) {
                case 0, 1: return "\"\(inner)\""
                case 2: return "\"\(inner)\"" + pick(["x", "x\"y", " ", "x\"\"\""], &generator)
                case 3: return pick(["a\"b", "6\" pipe", "\"\"", "x\"\"y"], &generator)
                default: return pick(["", "a", "bb", "12", " pad "], &generator)
                }
            }
            text += cells.joined(separator: ",") + pick(ends, &generator)
            if Int.random(in: 0..<8, using: &generator) == 0 { text += pick(ends, &generator) }
        }
        return text
    }

    @Test(.enabled(if: python != nil, "needs python3"))
    func agrees() throws {
        let count = 10_000
        var generator = SeededGenerator(seed: 311)
        let folder = try TemporaryFolder()
        let documents = (0..<count).map { _ in Self.document(&generator) }
        _ = try folder.write(try JSONEncoder().encode(documents), to: "documents.json")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", Self.script, "\(folder.path)/documents.json"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let expected = try JSONDecoder().decode([Expected].self, from: json)
        #expect(expected.count == count)

        var compared = 0
        for (index, document) in expected.enumerated() {
            let source = try folder.write(documents[index].utf8)
            let length = documents[index].utf8.count
            // A small document is cut at every byte, a long one somewhere.
            let sizes = length <= 16 ? Array(1...length + 1) : [1 + index % 200]
            for size in sizes {
                let options = LoadOptions.allText.with {
                    $0.delimiter = UInt8(ascii: ",")
                    $0.chunkBytes = size
                    $0.threads = length <= 16 ? 1 : 1 + index % 2
                }
                if try agrees(source, document, options, "document \(index) in chunks of \(size)") { compared += 1 }
            }
        }
        #expect(compared > count / 3)
    }

    /// Compares cell by cell; false when the document has no table that both could read.
    private func agrees(
        _ source: InputSource, _ document: Expected, _ options: LoadOptions, _ name: Comment
    ) throws -> Bool {
        let header = document.rows.first ?? []
        do throws(LoadError) {
            let rows = try Loader.load([source], options: options).texts
            var body = document.rows.dropFirst().map { row in row.map { $0.isEmpty ? nil : $0 } }
            // A last column without a name and without values is a habit of writers, and left out.
            let width = rows.first?.count ?? 0
            if body.allSatisfy({ $0.count == width + 1 && $0.last == .some(nil) }) {
                body = body.map { Array($0.dropLast()) }
            }
            #expect(!document.unclosed && rows == body, name)
            return true
        } catch {
            let isRegular = document.rows.allSatisfy { $0.count == header.count }
            #expect(document.unclosed || !isRegular || header.isEmpty, name)
            return false
        }
    }
}
