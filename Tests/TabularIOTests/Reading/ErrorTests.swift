import Foundation
import Testing

@testable import TabularIO

/// Everything that cannot be loaded ends in one clear sentence that names the file.
struct ErrorTests {
    @Test func raggedRowsNameLineExpectedAndFound() throws {
        let short = try #require(loadingError("a,b,c\n1,2,3\n\"x\ny\",2,3\n\n1,2\n"))
        #expect(short.message.hasSuffix("line 6: expected 3 fields as in the header, found 2."))
        #expect(short.line == 6)
        let long = try #require(loadingError("a,b\r\n1,2\r\n1,2,3\r\n"))
        #expect(long.message.hasSuffix("line 3: expected 2 fields as in the header, found 3."))
        #expect(long.advice?.hasPrefix("A value probably holds an unquoted delimiter; `--ragged skip`") == true)
        // In one column nothing but an explicit delimiter can make a row ragged.
        let one = loadingError("a\n1\n1,2\n", options: LoadOptions().with { $0.delimiter = UInt8(ascii: ",") })
        #expect(one?.message.hasSuffix("line 3: expected 1 field as in the header, found 2.") == true)
    }

    @Test func unclosedQuotes() throws {
        let error = try #require(loadingError("a,b\n1,2\n3,\"4\n5,6\n"))
        #expect(error.message.hasSuffix("line 3: a quote in the row that begins here is never closed."))
    }

    @Test func missingFilesAndDirectories() throws {
        let folder = try TemporaryFolder()
        #expect(message(.file(folder.path + "/no.csv")) == "`\(folder.path)/no.csv` does not exist.")
        #expect(message(.file(folder.path)) == "`\(folder.path)` is a directory, expected a file.")
        #expect(throws: LoadError("There is no file to load.")) { try Loader.load([]) }
    }

    /// The super-user reads everything.
    @Test(.enabled(if: geteuid() != 0, "needs a user without all permissions")) func unreadableFiles() throws {
        let folder = try TemporaryFolder()
        let source = try folder.write("a\n1\n".utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path + "/data.csv")
        #expect(message(source) == "\(source.name) cannot be read: permission denied.")
    }

    private static let formats: [(bytes: [UInt8], message: String)] = [
        (Array("".utf8), "is empty, expected a header line."),
        (Array("\n\r\n  \n".utf8), "holds only blank lines, expected a header line."),
        ([0x04, 0x22, 0x4D, 0x18, 1], "is compressed with lz4, expected delimited text."),
        (Array("PK\u{3}\u{4}....[Content_Types].xml".utf8), "is an Excel workbook (xlsx), expected delimited text."),
        (Array("PK\u{3}\u{4}....data.csv".utf8), "is a zip archive, expected delimited text."),
        (Array("\n<!DOCTYPE HTML>\n<html><p>Sign in".utf8), "is an HTML page, expected delimited text."),
        (Array("<?xml version='1.0'?><html>".utf8), "is an HTML page, expected delimited text."),
        (Array("<?xml version='1.0'?><requests>".utf8), "is XML, expected delimited text or JSON."),
        (
            Array("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n".utf8),
            "is a Git LFS pointer, not the data, expected delimited text."
        ),
        (Array("[]".utf8), "is JSON without rows, expected an array of objects or one object per line."),
        (
            Array(#"{"meta": {"view": {}}, "data": [[1, "a"], [2, "b"]]}"#.utf8),
            "is JSON without rows, expected an array of objects or one object per line."
        ),
        (
            Array(#"{"error": true, "message": "Invalid SoQL query"}"#.utf8),
            #"is not data but a portal's error message: "Invalid SoQL query"."#
        ),
        (
            Array(#"[{"code": 404, "description": "service_code not found"}]"#.utf8),
            #"is not data but a portal's error message: "404 service_code not found"."#
        ),
        (Array(#"[{"a": 1}, {"a": 2"#.utf8), "is JSON and cut off: it ends in the middle of record 2."),
        ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], "is a PNG image, expected delimited text."),
        ((0..<200).map { UInt8($0 % 32) }, "is a binary file, expected delimited text."),
    ]

    @Test(arguments: formats)
    func otherFormats(bytes: [UInt8], message expected: String) throws {
        let folder = try TemporaryFolder()
        let source = try folder.write(bytes)
        #expect(message(source) == "\(source.name) \(expected)")
    }

    private func message(_ source: InputSource) -> String? {
        do {
            _ = try Loader.load([source])
            return nil
        } catch {
            return error.message
        }
    }
}
