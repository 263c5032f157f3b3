import Diagnostics
import Syntax
import Testing

/// Holds the parser, its keywords and its kinds of nodes to `grammar/tally.ebnf`.
struct GrammarTests {
    private let grammar: Grammar

    init() throws { grammar = try Grammar.tally() }

    /// Words of the grammar that the parser takes as plain words; the binder knows which are right.
    private static let plainWords: Set<String> = [
        "bars", "line", "spark", "heatmap", "histogram", "box", "map", "table", "median", "year",
    ]

    private var grammarWords: Set<String> {
        Set(grammar.productions.values.flatMap(\.terminals).filter { $0.first?.isLetter == true })
    }

    @Test func everyWordOfTheGrammarIsAKeyword() {
        let keywords = Set(Keyword.allCases.map(\.rawValue))
        #expect(grammarWords.subtracting(GrammarTests.plainWords).subtracting(keywords) == [])
        #expect(GrammarTests.plainWords.subtracting(grammarWords) == [], "plain words that the grammar lost")
        #expect(GrammarTests.plainWords.intersection(keywords) == [])
    }

    @Test func everyKeywordIsAWordOfTheGrammar() {
        // `if(c, a, b)` apart, each keyword stands literally in a production.
        #expect(Set(Keyword.allCases.map(\.rawValue)).subtracting(grammarWords) == [])
    }

    @Test func everyProductionIsReachable() {
        #expect(Set(grammar.order).subtracting(grammar.reachable(from: "script")) == [])
    }

    @Test func everyReferenceIsDefined() {
        let references = Set(grammar.productions.values.flatMap(\.references))
        #expect(references.subtracting(grammar.order) == [])
    }

    @Test func everyProductionHasItsKindsOfNodes() {
        let tokens = grammar.order.filter { $0 == $0.uppercased() }
        #expect(Set(grammar.order).subtracting(tokens) == Set(ProductionKinds.table.keys))
    }

    @Test func everyKindOfNodeHasItsProduction() {
        let mapped = Set(ProductionKinds.table.values.joined()).union(ProductionKinds.ofMistakes)
        #expect(mapped == Set(SyntaxKind.allCases))
    }

    @Test func aggregateWordsAreThoseOfTheGrammar() throws {
        guard case .token(let description) = try grammar.term("AGGREGATE") else {
            Issue.record("AGGREGATE is no token")
            return
        }
        let words = description.split(separator: ",")[0].split(separator: " ").map(String.init)
        #expect(words == AggregateWord.all)
        #expect(words.allSatisfy { AggregateWord.isOne($0.uppercased()) })
    }

    /// What keeps error recovery, completion and reading simple (LANGUAGE, principle 2).
    @Test func clauseWordsNeverOccurInsideExpressions() {
        let clauses = Set(Keyword.clauses.map(\.rawValue))
        for name in grammar.reachable(from: "expression").sorted() {
            var words = grammar.productions[name]?.terminals ?? []
            // `starts with` and `ends with` are one operator each.
            for (index, word) in words.enumerated().reversed() where word == "with" && index > 0 {
                if ["starts", "ends"].contains(words[index - 1]) { words.remove(at: index) }
            }
            #expect(clauses.intersection(words) == [], "in the production `\(name)`")
        }
    }

    @Test(arguments: 0..<16) func sentencesOfTheGrammarParse(batch: Int) throws {
        var generator = SentenceGenerator(grammar, seed: UInt64(batch) &* 7919 &+ 311)
        for round in 0..<250 {
            let text = try generator.sentence(depth: 12 + round % 24)
            let tree = SyntaxTree.of(text)
            #expect(tree.diagnostics.map(\.message) == [], "\(text)")
            #expect(tree.flaw == nil, "\(text)")
        }
    }

    /// The sentences are no toys: together they hold every kind of node and every word of the grammar.
    @Test func sentencesReachTheWholeGrammar() throws {
        var generator = SentenceGenerator(grammar, seed: 42)
        var kinds: Set<SyntaxKind> = []
        var keywords: Set<Keyword> = []
        for round in 0..<1500 {
            let start = round % 5 == 0 ? "dataset" : "script"
            let tree = SyntaxTree.of(try generator.sentence(of: start, depth: 12 + round % 24))
            kinds.formUnion(TreeDump.shape(tree))
            keywords.formUnion(tree.tokens.compactMap(\.keyword))
        }
        #expect(Set(SyntaxKind.allCases).subtracting(ProductionKinds.ofMistakes).subtracting(kinds) == [])
        #expect(Set(Keyword.allCases).subtracting(keywords) == [])
    }
}
