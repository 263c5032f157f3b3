import TestSupport
import Testing

/// A script without mistakes: one of the blocks, separated by blank lines, of `Examples/*.tally`.
struct Example: CustomTestStringConvertible, Sendable {
    let text: String

    var testDescription: String { text }

    static let questions = read("Tests/SyntaxTests/Examples/questions.tally")
    static let all = Repository.files("Tests/SyntaxTests/Examples", ending: "tally").flatMap(read)

    private static func read(_ file: String) -> [Example] {
        let text = (try? Repository.read(file)) ?? ""
        return text.split(separator: "\n\n").map { block in
            Example(text: String(block.hasSuffix("\n") ? block.dropLast() : block))
        }
    }
}
