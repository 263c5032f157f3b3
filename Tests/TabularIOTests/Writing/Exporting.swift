import Columnar
import TestSupport
import Testing

@testable import TabularIO

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Exporter {
    /// Everything that the format writes for a table.
    func bytes(_ table: ResultTable, options: OutputOptions = OutputOptions()) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write(table, options: options) { (piece) throws(OutputError) -> WriteOutcome in
            bytes.append(contentsOf: piece)
            return .written
        }
        return bytes
    }

    func text(_ table: ResultTable, options: OutputOptions = OutputOptions()) throws -> String {
        String(decoding: try bytes(table, options: options), as: UTF8.self)
    }
}

/// Files that hold what is expected; `UPDATE_GOLDEN=1` rewrites them for review.
enum Golden {
    static func expect(_ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let expected = try? Repository.golden("Tests/Golden/Export/\(name)", now: actual)
        #expect(actual == expected, "\(name) differs", sourceLocation: sourceLocation)
    }
}

/// Plain file access for tests.
enum Files {
    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&piece, 1, piece.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: piece[..<count])
        }
    }

    static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "wb") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// The names in a folder, sorted.
    static func list(_ folder: String) -> [String] { names(inFolder: folder).sorted() }

    /// Runs `body` with a fresh folder, which is removed with the files in it.
    static func withFolder(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/tally-test-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        defer {
            for name in list(folder) { remove("\(folder)/\(name)") }
            rmdir(folder)
        }
        try body(folder)
    }
}
