package import Foundation

/// The project's files, found from this file's own place. Paths start at the top of the project.
package enum Repository {
    package static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Real data that is not part of the repository; tests of it are skipped where it is missing.
    package static let sharedData = top.deletingLastPathComponent().appending(path: "shared/data")
    package static let hasSharedData = FileManager.default.fileExists(atPath: sharedData.path)
    /// Whether golden files are written anew, for review.
    package static let updatesGoldenFiles = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    package static func read(_ path: String) throws -> String {
        try String(contentsOf: top.appending(path: path), encoding: .utf8)
    }

    /// The paths of all files below a folder with an ending, sorted.
    package static func files(_ folder: String, ending: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: top.appending(path: folder).path)
        let names = (found?.allObjects ?? []).compactMap { $0 as? String }
        return names.filter { $0.hasSuffix("." + ending) }.map { "\(folder)/\($0)" }.sorted()
    }

    /// What a golden file says; with `UPDATE_GOLDEN=1` it says from now on what comes out.
    package static func golden(_ path: String, now text: String) throws -> String {
        if updatesGoldenFiles { try text.write(to: top.appending(path: path), atomically: true, encoding: .utf8) }
        return try read(path)
    }
}
