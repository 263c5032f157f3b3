import Foundation

/// Where the tests' inputs lie, found from this file's own place.
enum Folder {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let repository = tests.deletingLastPathComponent().deletingLastPathComponent()
    static let updatesGoldenFiles = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    /// The names of a folder's files with an ending, sorted.
    static func files(_ folder: String, ending: String) -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: tests.appending(path: folder).path)
        return (found ?? []).filter { $0.hasSuffix("." + ending) }.sorted()
    }

    static func read(_ folder: String, _ file: String) throws -> String {
        try String(contentsOf: tests.appending(path: folder).appending(path: file), encoding: .utf8)
    }

    static func write(_ text: String, _ folder: String, _ file: String) throws {
        try text.write(to: tests.appending(path: folder).appending(path: file), atomically: true, encoding: .utf8)
    }
}
