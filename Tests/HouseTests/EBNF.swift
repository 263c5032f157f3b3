import Foundation
import TestSupport

/// As much of `grammar/tally.ebnf` as the manual is held to: productions and the words between quotes.
struct EBNF {
    private let productions: [String: String]

    init() throws {
        var text = try Repository.read("grammar/tally.ebnf")
        while let start = text.range(of: "(*"), let end = text.range(of: "*)", range: start.upperBound..<text.endIndex)
        {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        // A production begins at a line's start with its name; `;` and `=` occur between quotes too.
        var productions: [String: String] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            if let letter = line.first, letter.isLetter, let sign = line.firstIndex(of: "=") {
                name = line[..<sign].trimmingCharacters(in: .whitespaces)
                productions[name] = String(line[line.index(after: sign)...])
            } else {
                productions[name, default: ""] += " " + line
            }
        }
        self.productions = productions
    }

    /// The words that stand between quotes, in all productions or in one.
    func words(of production: String? = nil) -> Set<String> {
        let texts = production.map { [productions[$0] ?? ""] } ?? Array(productions.values)
        let terminals = texts.flatMap { $0.matches(of: /"([a-z_]+)"/).map { String($0.1) } }
        return Set(terminals)
    }

    /// The names of the alternatives of a production that is a choice of others.
    func alternatives(of production: String) -> [String] {
        (productions[production] ?? "").matches(of: /[a-z_]+/).map { String($0.0) }
    }
}
