import Foundation
import TestSupport

/// The productions of `grammar/tally.ebnf`, read by a reader for just the notation that the file's head describes.
struct Grammar {
    indirect enum Term {
        case sequence([Term])
        case choice([Term])
        case optional(Term)
        case repetition(Term)
        /// A keyword or punctuation in quotes.
        case terminal(String)
        case reference(String)
        /// `? … ?`: a token that the lexer makes, described in words.
        case token(String)
    }

    private(set) var productions: [String: Term] = [:]
    private(set) var order: [String] = []

    /// The grammar of this repository.
    static func tally() throws -> Grammar {
        try Grammar(Repository.read("grammar/tally.ebnf"))
    }

    init(_ text: String) throws {
        var reader = GrammarReader(text)
        while let name = try reader.nextProductionName() {
            guard productions[name] == nil else { throw GrammarReader.Failure(what: "`\(name)` is defined twice") }
            productions[name] = try reader.definition()
            order.append(name)
        }
    }

    func term(_ name: String) throws -> Term {
        guard let term = productions[name] else { throw GrammarReader.Failure(what: "no production `\(name)`") }
        return term
    }

    /// The productions that can be reached from one, itself included, without going through those in `borders`.
    func reachable(from name: String, borders: Set<String> = []) -> Set<String> {
        var reached: Set<String> = [name]
        var open = [name]
        while let next = open.popLast() {
            guard let term = productions[next] else { continue }
            for reference in term.references where !borders.contains(reference) && reached.insert(reference).inserted {
                open.append(reference)
            }
        }
        return reached
    }
}

extension Grammar.Term {
    var parts: [Grammar.Term] {
        switch self {
        case .sequence(let parts), .choice(let parts): parts
        case .optional(let part), .repetition(let part): [part]
        case .terminal, .reference, .token: []
        }
    }

    var references: [String] {
        if case .reference(let name) = self { return [name] }
        return parts.flatMap(\.references)
    }

    var terminals: [String] {
        if case .terminal(let text) = self { return [text] }
        return parts.flatMap(\.terminals)
    }
}
