import Foundation
import TestSupport

/// A golden file, taken apart.
struct GoldenFile {
    let path: String
    let comments: String
    let cases: [GoldenCase]

    init(_ path: String) throws {
        self.path = path
        let text = try Repository.read(path)
        let parts = ("\n" + text).components(separatedBy: "\n== ")
        comments = String(parts[0].dropFirst())
        var data: [String] = []
        var cases: [GoldenCase] = []
        for part in parts.dropFirst() {
            let halves = part.components(separatedBy: "\n---\n")
            let heading = part.prefix { $0 != "\n" }
            let (words, files) = GoldenFile.split(heading, at: " < ")
            if let files { data = files.split(separator: " ").map(String.init) }
            let (title, tag) = GoldenFile.split(words, at: " [")
            cases.append(
                GoldenCase(
                    title: title, tag: tag.map { String($0.dropLast()) } ?? "csv", data: data,
                    script: String(halves[0].dropFirst(heading.count + 1)),
                    expected: halves.dropFirst().joined(separator: "\n---\n").trimmingEnd("\n"),
                    heading: "== \(heading)",
                    file: String(path.split(separator: "/").last ?? "")))
        }
        self.cases = cases
    }

    /// All cases of a folder. With `UPDATE_GOLDEN=1` the files are rewritten first with what comes out now.
    static func cases(in folder: String) throws -> [GoldenCase] {
        let paths = Repository.files(folder, ending: "golden")
        if Repository.updatesGoldenFiles { for path in paths { try GoldenFile(path).update() } }
        return try paths.map(GoldenFile.init).flatMap(\.cases)
    }

    private func update() throws {
        let cases = try cases.map { $0.text(expecting: try GoldenRun(of: $0).result) }
        let text = (comments.isEmpty ? "" : comments + "\n") + cases.joined(separator: "\n")
        _ = try Repository.golden(path, now: text)
    }

    private static func split(_ text: some StringProtocol, at separator: String) -> (String, String?) {
        let parts = String(text).components(separatedBy: separator)
        return (parts[0], parts.count > 1 ? parts[1] : nil)
    }
}

extension String {
    func trimmingEnd(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
