import Foundation

/// Where the tests' inputs lie, found from this file's own place.
enum Folder {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let repository = tests.deletingLastPathComponent().deletingLastPathComponent()
    static let golden = tests.appending(path: "Golden")
    static let updatesGoldenFiles = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    /// The names of the golden files with an ending, sorted.
    static func files(ending: String) -> [String] {
        let found = try? FileManager.default.contentsOfDirectory(atPath: golden.path)
        return (found ?? []).filter { $0.hasSuffix("." + ending) }.sorted()
    }
}
