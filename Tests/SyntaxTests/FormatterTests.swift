import Diagnostics
import Foundation
import Syntax
import TestSupport
import Testing

/// Formatting keeps the meaning and every comment, and done twice it changes nothing.
struct FormatterTests {
    private static let files = Repository.files("Tests/SyntaxTests/Formatting", ending: "tally").filter {
        !$0.hasSuffix(".formatted.tally")
    }

    @Test(arguments: files) func scriptIsFormattedAsWritten(_ file: String) throws {
        let formatted = format(try Repository.read(file))
        let golden = file.replacing(".tally", with: ".formatted.tally")
        #expect(try formatted == Repository.golden(golden, now: formatted))
    }

    @Test(arguments: Example.all) func examplesKeepTheirMeaning(_ example: Example) { check(example.text) }

    /// Whatever the grammar allows.
    @Test(arguments: 0..<4) func sentencesKeepTheirMeaning(batch: Int) throws {
        var generator = SentenceGenerator(try Grammar.tally(), seed: UInt64(batch) &* 104_729 &+ 5)
        for _ in 0..<60 { check(try generator.sentence(depth: 7)) }
    }

    /// A comment behind any token stays in the script.
    @Test(arguments: Example.all) func commentsAreKept(in example: Example) {
        let tokens = Parser.parse(SourceText(example.text, name: "example")).tokens.dropLast()
        for (number, token) in tokens.enumerated() where number % 3 == 0 {
            let bytes = Array(example.text.utf8)
            let text = String(
                decoding: bytes[..<token.end] + Array(" -- a note \(number)\n".utf8) + bytes[token.end...],
                as: UTF8.self)
            guard Parser.parse(SourceText(text, name: "example")).diagnostics.isEmpty else { continue }
            check(text)
        }
    }

    @Test func statementsWithMistakesStayAsTheyAre() {
        let text = "group  by district shwo   late%\n\ndefine  x=1\n"
        #expect(format(text) == "group  by district shwo   late%\n\ndefine x = 1\n")
        #expect(format("show  late | always\n").hasPrefix("show  late |"))
    }

    @Test func randomTokensAreFormattedWithoutLoss() {
        var random = SeededGenerator(seed: 77)
        let pieces =
            Keyword.allCases.map(\.rawValue) + [
                "late", "`a b`", "\"x\"", "42", "(", ")", ",", ";", "|", "=", "-", "%", "\n", "\n\n", "-- note\n",
                "\r\n",
            ]
        for _ in 0..<3_000 {
            let count = Int.random(in: 1..<20, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
            #expect(tokens(format(text)) == tokens(text), "\(text)")
        }
    }

    private func check(_ text: String) {
        let before = Parser.parse(SourceText(text, name: "before"))
        guard before.diagnostics.isEmpty else { return }
        let once = format(text)
        let after = Parser.parse(SourceText(once, name: "after"))
        #expect(after.diagnostics.isEmpty, "\(text)\n---\n\(once)\n\(after.diagnostics)")
        #expect(clauses(before.root) == clauses(after.root), "\(text)\n---\n\(once)")
        #expect(comments(text) == comments(once), "\(text)\n---\n\(once)")
        #expect(format(once) == once, "\(text)\n---\n\(once)\n---\n\(format(once))")
    }

    private func format(_ text: String) -> String { Formatter.format(Parser.parse(SourceText(text, name: "text"))) }

    /// The clauses of every stage, and the other statements, in an order of their own.
    private func clauses(_ node: SyntaxNode) -> [[String]] {
        node.nodes.flatMap { child -> [[String]] in
            if child.kind == .stage { return [child.nodes.map(\.canonicalText).sorted()] }
            let inner = clauses(child)
            return inner.isEmpty ? [[child.canonicalText]] : inner
        }
    }

    private func comments(_ text: String) -> [String] {
        text.split { $0.isNewline }.compactMap { line -> String? in
            guard let start = line.range(of: "-- a note") else { return nil }
            return String(line[start.lowerBound...])
        }.sorted()
    }

    /// The tokens but for separators, in an order of their own.
    private func tokens(_ text: String) -> [String] {
        let tree = Parser.parse(SourceText(text, name: "text"))
        return tree.tokens.filter { $0.kind != .semicolon && $0.kind != .endOfText }
            .map { tree.source.text($0.range).lowercased() }.sorted()
    }
}
