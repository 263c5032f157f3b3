import Foundation

/// Where the tests' inputs lie, found from this file's own place.
enum Place {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let repository = tests.deletingLastPathComponent().deletingLastPathComponent()
    static let examples = repository.appending(path: "examples/data")
    /// Real data that is not part of the repository; tests of it are skipped where it is missing.
    static let shared = repository.deletingLastPathComponent().appending(path: "shared/data")
    static let updatesGoldenFiles = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    static var hasSharedData: Bool { FileManager.default.fileExists(atPath: shared.path) }

    /// The files of a folder with an ending, sorted by name.
    static func files(_ folder: String, ending: String) -> [URL] {
        let found = try? FileManager.default.contentsOfDirectory(
            at: tests.appending(path: folder), includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    /// A data file by the name that golden files give it: one beside the tests, of the examples, or of the shared data.
    static func data(_ name: String) -> String {
        let folders = [tests.appending(path: "Data"), repository.appending(path: "examples/data"), shared]
        let places = folders.map { $0.appending(path: name).path }
        return places.first { FileManager.default.fileExists(atPath: $0) } ?? places[0]
    }
}
