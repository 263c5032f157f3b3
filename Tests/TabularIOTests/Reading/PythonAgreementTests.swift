import Columnar
import Foundation
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
        import csv, io, json, os, sys
        def rows(text):
            return [row for row in csv.reader(io.StringIO(text, newline="")) if row]
        out = []
        for index in range(int(sys.argv[2])):
            with open(os.path.join(sys.argv[1], f"{index}.csv"), encoding="utf-8", newline="") as file:
                text = file.read()
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
        let count = 1_500
        var generator = SeededGenerator(seed: 311)
        let folder = try TemporaryFolder()
        for index in 0..<count { _ = try folder.write(Self.document(&generator).utf8, to: "\(index).csv") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.python))
        process.arguments = ["-c", Self.script, folder.path, String(count)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let expected = try JSONDecoder().decode([Expected].self, from: json)
        #expect(expected.count == count)

        var compared = 0
        for (index, document) in expected.enumerated() {
            let source = InputSource.file("\(folder.path)/\(index).csv")
            let options = LoadOptions.allText.with {
                $0.delimiter = UInt8(ascii: ",")
                $0.chunkBytes = 1 + index % 200
                $0.threads = 1 + index % 2
            }
            let header = document.rows.first ?? []
            let isRegular = document.rows.allSatisfy { $0.count == header.count }
            do throws(LoadError) {
                let rows = try Loader.load([source], options: options).texts
                var body = document.rows.dropFirst().map { row in row.map { $0.isEmpty ? nil : $0 } }
                // A last column without a name and without values is a habit of writers, and left out.
                let width = rows.first?.count ?? 0
                if body.allSatisfy({ $0.count == width + 1 && $0.last == .some(nil) }) {
                    body = body.map { Array($0.dropLast()) }
                }
                #expect(!document.unclosed && rows == body, "document \(index)")
                compared += 1
            } catch {
                #expect(document.unclosed || !isRegular || header.isEmpty, "document \(index): \(error.message)")
            }
        }
        #expect(compared > count / 3)
    }
}
