/// Reads EBNF: `=` definition, `|` choice, `[ ]` optional, `{ }` any number of times, `( )` group, `" "` terminal,
/// `? ?` token, `(* *)` comment, `;` end.
struct GrammarReader {
    struct Failure: Error {
        let what: String
    }

    private let lexemes: [String]
    private var position = 0

    init(_ text: String) { lexemes = GrammarReader.split(Array(text)) }

    mutating func nextProductionName() throws -> String? {
        guard position < lexemes.count else { return nil }
        let name = lexemes[position]
        position += 1
        try expect("=")
        return name
    }

    mutating func definition() throws -> Grammar.Term {
        let term = try choice()
        try expect(";")
        return term
    }

    private mutating func choice() throws -> Grammar.Term {
        var alternatives = [try sequence()]
        while peek == "|" {
            position += 1
            alternatives.append(try sequence())
        }
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private mutating func sequence() throws -> Grammar.Term {
        var terms: [Grammar.Term] = []
        while let next = peek, ![";", "|", "]", "}", ")"].contains(next) { terms.append(try term()) }
        return terms.count == 1 ? terms[0] : .sequence(terms)
    }

    private mutating func term() throws -> Grammar.Term {
        guard let next = peek else { throw Failure(what: "the grammar ends inside a production") }
        position += 1
        switch next {
        case "[": return .optional(try enclosed("]"))
        case "{": return .repetition(try enclosed("}"))
        case "(": return try enclosed(")")
        default:
            if next.hasPrefix("\"") { return .terminal(String(next.dropFirst())) }
            if next.hasPrefix("?") { return .token(String(next.dropFirst())) }
            return .reference(next)
        }
    }

    private mutating func enclosed(_ end: String) throws -> Grammar.Term {
        let term = try choice()
        try expect(end)
        return term
    }

    private var peek: String? { position < lexemes.count ? lexemes[position] : nil }

    private mutating func expect(_ lexeme: String) throws {
        guard peek == lexeme else { throw Failure(what: "expected \(lexeme), found \(peek ?? "the end")") }
        position += 1
    }

    /// Terminals keep their opening quote and tokens their `?`, so that `"="` differs from `=`.
    private static func split(_ characters: [Character]) -> [String] {
        var result: [String] = []
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character.isWhitespace {
                index += 1
            } else if character == "(", index + 1 < characters.count, characters[index + 1] == "*" {
                index += 2
                while index + 1 < characters.count, characters[index] != "*" || characters[index + 1] != ")" {
                    index += 1
                }
                index += 2
            } else if character == "\"" || character == "?" {
                let start = index
                index += 1
                while index < characters.count, characters[index] != character { index += 1 }
                result.append(String(characters[start..<index]))
                index += 1
            } else if character.isLetter || character == "_" {
                let start = index
                while index < characters.count, characters[index].isLetter || characters[index] == "_" { index += 1 }
                result.append(String(characters[start..<index]))
            } else {
                result.append(String(character))
                index += 1
            }
        }
        return result
    }
}
