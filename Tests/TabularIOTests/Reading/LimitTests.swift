import Columnar
import Testing

@testable import TabularIO

/// What is larger than any table is told, and memory is bounded by it.
struct LimitTests {
    @Test func width() throws {
        let header = (0...LoadLimits.columns).map { "c\($0)" }.joined(separator: ",")
        let message = try #require(loadingError(header + "\n")).message
        #expect(message.hasSuffix("is too wide: its header has 16385 fields, and a table may have 16384 columns."))
        #expect(try load(String(header.dropLast(7)) + "\n").table.columns.count == LoadLimits.columns)
    }

    /// A row, and so a cell, that goes on for long is a quote that was never closed.
    @Test func rowLength() throws {
        let error = loadingError("a,b\n1,2\n1,\"" + String(repeating: "x\n", count: LoadLimits.rowBytes / 2 + 1_000))
        #expect(error?.message.hasSuffix("line 3: the row that begins here is longer than 64 MiB.") == true)
        #expect(error?.advice == "A quote is probably never closed.")
    }

    /// Short rows under a wide header are padded in as many units of work as bounded memory takes.
    @Test func shortRowsUnderAWideHeader() throws {
        let header = (0..<5_000).map { "c\($0)" }.joined(separator: ",")
        let loaded = try load(
            header + "\n" + String(repeating: "7\n", count: 3_000), options: LoadOptions().with { $0.ragged = .pad })
        #expect(loaded.table.rowCount == 3_000 && loaded.report.raggedCount == 3_000)
        #expect((0..<3_000).allSatisfy { loaded.table.columns[0][$0] == .integer(7) })
        #expect(loaded.table.columns[4_999].count == 3_000 && loaded.table.columns[4_999][2_999] == .missing)
    }

    @Test(arguments: [1, 3])
    func memory(threads: Int) throws {
        let text = "t,n\n" + (0..<60_000).map { "text \($0),\($0)\n" }.joined()
        let options = LoadOptions().with {
            $0.threads = threads
            $0.memoryLimit = 1 << 20
        }
        let error = try #require(loadingError(text, options: options))
        #expect(error.message.hasPrefix("The columns need more memory than the limit of 1 MiB, after "))
        #expect(error.advice?.contains("--memory") == true)
        #expect(try load(text, options: options.with { $0.memoryLimit = 64 << 20 }).table.rowCount == 60_000)
    }

    /// Streams of any length give back what was written, from memory or from the file that takes over.
    @Test(arguments: [0, 1, Spool.kept - 1, Spool.kept, Spool.kept + 1, 3 * Spool.kept])
    func spools(length: Int) throws {
        let spool = Spool(for: "it")
        var written = 0
        while written < length {
            let part = (written..<min(written + 100_000, length)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            part.withUnsafeBufferPointer { spool.append($0) }
            written += part.count
        }
        let bytes = try spool.finish()
        #expect(bytes.count == length && bytes.isMapped == (length > Spool.kept))
        #expect((0..<length).allSatisfy { bytes.base[$0] == UInt8(truncatingIfNeeded: $0 &* 31) })
        bytes.release(0..<length)
        #expect(length == 0 || bytes.base[length - 1] == UInt8(truncatingIfNeeded: (length - 1) &* 31))
    }

    /// Streams may have no end: what is no table, or has no line, is refused while it comes.
    @Test(arguments: [
        (0, "binary file"), (UInt8(ascii: "a"), "no line end in its first 64 MiB"),
    ])
    func endlessStreams(byte: UInt8, message: String) throws {
        let part = [UInt8](repeating: byte, count: 1 << 20)
        let spool = Spool(for: "it", watch: .table(nil))
        var parts = 0
        while spool.failure == nil, parts < 100 {
            part.withUnsafeBufferPointer(spool.append)
            parts += 1
        }
        #expect(parts < 100 && spool.failure?.message.contains(message) == true)
        #expect(throws: LoadError.self) { try spool.finish() }
    }

    /// What shows itself later, or needs no lines, is taken.
    @Test(arguments: [[0x1F, 0x8B, 8, 0], Array("[{".utf8), [0xFF, 0xFE, 97, 0]] as [[UInt8]])
    func longStreamsOfOtherKinds(start: [UInt8]) throws {
        let spool = Spool(for: "it", watch: .table(nil))
        start.withUnsafeBufferPointer(spool.append)
        let part = (0..<1 << 20).map { $0 % 2 == 0 ? UInt8(ascii: "a") : 0 }
        for _ in 0..<5 { part.withUnsafeBufferPointer(spool.append) }
        #expect(spool.failure == nil)
    }

    /// Blocks end neither inside a character nor inside a CRLF, and lose nothing.
    @Test func blocks() throws {
        let text = String(repeating: "a\r\né😀\r", count: 50)
        let spool = Spool(for: "it")
        text.utf8.forEach(spool.append)
        let bytes = try spool.finish()
        for size in 1...20 {
            var parts: [String] = []
            bytes.forEachBlock(of: size) { block in
                parts.append(String(decoding: bytes[block], as: UTF8.self))
                return true
            }
            #expect(parts.joined() == text && parts.dropLast().allSatisfy { $0.utf8.count >= size })
        }
        #expect(bytes.isUTF8 && LineNumbers.line(at: bytes.count, in: bytes) == 101)
    }
}
