import Foundation

/// A golden file, taken apart.
struct GoldenFile {
    let url: URL
    let comments: String
    let cases: [GoldenCase]

    init(_ url: URL) throws {
        self.url = url
        let text = try String(contentsOf: url, encoding: .utf8)
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
                    file: url.lastPathComponent))
        }
        self.cases = cases
    }

    /// All cases of a folder. With `UPDATE_GOLDEN=1` the files are rewritten first with what comes out now.
    static func cases(in folder: String) throws -> [GoldenCase] {
        let files = try Place.files(folder, ending: "golden").map(GoldenFile.init)
        guard Place.updatesGoldenFiles else { return files.flatMap(\.cases) }
        for file in files { try file.update() }
        return try Place.files(folder, ending: "golden").map(GoldenFile.init).flatMap(\.cases)
    }

    private func update() throws {
        let cases = try cases.map { $0.text(expecting: try GoldenRun(of: $0).result) }
        let text = (comments.isEmpty ? "" : comments + "\n") + cases.joined(separator: "\n")
        try text.write(to: url, atomically: true, encoding: .utf8)
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
