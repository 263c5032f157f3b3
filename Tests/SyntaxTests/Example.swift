import Testing

/// A script without mistakes: one of the blocks, separated by blank lines, of `Examples/*.tally`.
struct Example: CustomTestStringConvertible, Sendable {
    let text: String

    var testDescription: String { text }

    static let questions = read("questions.tally")
    static let all = Folder.files("Examples", ending: "tally").flatMap(read)

    private static func read(_ file: String) -> [Example] {
        let text = (try? Folder.read("Examples", file)) ?? ""
        return text.split(separator: "\n\n").map { block in
            Example(text: String(block.hasSuffix("\n") ? block.dropLast() : block))
        }
    }
}
