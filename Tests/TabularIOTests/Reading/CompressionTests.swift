import Columnar
import Foundation
import Testing

@testable import TabularIO

/// Compressed input, made by the tools of the system; a test without its tool is skipped.
struct CompressionTests {
    private static let document = "id,name\n" + (1...5_000).map { "\($0),name \($0 * $0)\n" }.joined()

    /// What a program writes for some input.
    private static func output(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        guard case .file(let path) = try folder.write(input, to: "input") else { return [] }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle(forReadingAtPath: path)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(data)
    }

    static let tools: [[String]] = [
        ["gzip", "-c"], ["zstd", "-q", "-c"], ["zstd", "-q", "-c", "--ultra", "--long=31", "-1"], ["bzip2", "-c"],
        ["xz", "-c"],
    ].filter { tool in
        ["/usr/bin/", "/bin/", "/opt/homebrew/bin/", "/usr/local/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + tool[0])
        }
    }

    @Test(arguments: tools)
    func compressedLikePlain(tool: [String]) throws {
        let bytes = Array(CompressionTests.document.utf8)
        let packed = try CompressionTests.output(tool, input: bytes)
        let plain = try load(bytes: bytes)
        #expect(plain.table.rowCount == 5_000)
        #expect(try load(bytes: packed).fingerprint == plain.fingerprint)
        // Padding behind the data does not count.
        #expect(try load(bytes: packed + [0, 0, 0, 0]).fingerprint == plain.fingerprint)
    }

    /// Two files put one behind the other are one file, for all four.
    @Test(arguments: tools)
    func severalMembers(tool: [String]) throws {
        let bytes = Array(CompressionTests.document.utf8)
        let (first, second) = (Array(bytes[..<20_000]), Array(bytes[20_000...]))
        let packed =
            try CompressionTests.output(tool, input: first) + CompressionTests.output(tool, input: second)
        #expect(try load(bytes: packed).fingerprint == (try load(bytes: bytes)).fingerprint)
    }

    @Test(arguments: tools)
    func cutAndDamaged(tool: [String]) throws {
        let packed = try CompressionTests.output(tool, input: Array(CompressionTests.document.utf8))
        for count in [packed.count / 2, packed.count - 1, 12] {
            let error = #expect(throws: LoadError.self) { try load(bytes: Array(packed[..<count])) }
            #expect(error?.message.contains("compressed with \(tool[0])") == true)
            #expect(error?.message.contains("cut off") == true)
        }
        var damaged = packed
        for index in packed.count / 2..<packed.count / 2 + 40 { damaged[index] ^= 0x5A }
        #expect(throws: LoadError.self) { try load(bytes: damaged) }
        let behind = #expect(throws: LoadError.self) { try load(bytes: packed + Array("something else".utf8)) }
        #expect(behind?.message.contains("damaged at about byte") == true)
    }

    @Test(arguments: tools)
    func layersAreTakenOff(tool: [String]) throws {
        let once = try CompressionTests.output(tool, input: Array("a,b\n1,2\n".utf8))
        let twice = try CompressionTests.output(tool, input: once)
        #expect(try load(bytes: twice).texts == [["1", "2"]])
        let page = try CompressionTests.output(tool, input: Array("<!doctype html><html></html>".utf8))
        #expect(throws: LoadError.self) { try load(bytes: page) }
    }
}
