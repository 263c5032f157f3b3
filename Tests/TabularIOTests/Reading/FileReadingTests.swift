import Columnar
import Foundation
import Testing

@testable import TabularIO

/// Files are read in runs of bytes, wherever those end.
struct FileReadingTests {
    private static func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "runs-\(UUID().uuidString).csv").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    /// CRLFs, quotes and characters of several bytes at every place of a run, and rows that are longer than runs.
    @Test(arguments: [1, 2, 7, 63, 64, 65, 1_000, 1 << 20])
    func runsEndAnywhere(length: Int) throws {
        let rows = (0..<300).map { row in
            "\(row),\"a\(String(repeating: "é,\r\n", count: row % 9))\",\(row % 3 == 0 ? "" : "x\(row % 40)")"
        }
        try FileReadingTests.withFile("n,long,short\r\n" + rows.joined(separator: "\r\n")) { path in
            var options = LoadOptions()
            options.chunkBytes = length
            options.threads = 2
            let table = try Loader.load([.file(path)], options: options).table
            #expect(table.rowCount == 300)
            for row in 0..<table.rowCount {
                #expect(table.columns[0][row] == .integer(Int64(row)))
                #expect(table.columns[1][row] == .text("a" + String(repeating: "é,\r\n", count: row % 9)))
                #expect(table.columns[2][row] == (row % 3 == 0 ? .missing : .text("x\(row % 40)")))
            }
        }
    }

    @Test func aFileThatGetsShorterIsAnError() throws {
        try FileReadingTests.withFile(String(repeating: "1,2\n", count: 50_000)) { path in
            let bytes = try InputBytes.open(.file(path))
            let dialect = Dialect(delimiter: UInt8(ascii: ","), start: 0)
            #expect(RowChunk().scan(bytes, 0..<150_000, dialect: dialect) == nil)
            try #require(truncate(path, 100) == 0)
            #expect(RowChunk().scan(bytes, 0..<150_000, dialect: dialect) == .unreadable)
        }
    }
}
