import Foundation

/// The project's files, found from this file's own place.
enum Repository {
    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func read(_ path: String) throws -> String {
        try String(contentsOf: top.appending(path: path), encoding: .utf8)
    }

    /// The paths, from the top of the project, of all files below a folder with an ending, sorted.
    static func files(_ folder: String, ending: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: top.appending(path: folder).path)
        let names = (found?.allObjects ?? []).compactMap { $0 as? String }
        return names.filter { $0.hasSuffix("." + ending) }.map { "\(folder)/\($0)" }.sorted()
    }

    /// The Swift sources of the modules and programs.
    static let sources = files("Sources", ending: "swift")

    /// The fenced blocks of a Markdown text that carry a word behind the fence.
    static func blocks(_ word: String, in markdown: String) -> [String] {
        var blocks: [String] = []
        var block: [Substring]?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if let lines = block, line == "```" {
                blocks.append(lines.joined(separator: "\n"))
                block = nil
            } else if block != nil {
                block?.append(line)
            } else if line == "```\(word)" {
                block = []
            }
        }
        return blocks
    }
}
