import Diagnostics
import Syntax
import TestSupport
import Testing

/// Whatever is typed, the tree holds every byte of it, and parsing ends.
struct LosslessTests {
    @Test(arguments: Example.all) func everyPrefix(of example: Example) {
        let bytes = Array(example.text.utf8)
        for end in 0...bytes.count {
            let tree = SyntaxTree.of(Array(bytes[..<end]))
            #expect(tree.flaw == nil, "the first \(end) bytes")
        }
    }

    @Test(arguments: Example.all) func everyDeletionDuplicationAndSwap(of example: Example) {
        let words = Words(example.text)
        for index in words.texts.indices {
            check(words.joined(replacing: index, with: []))
            check(words.joined(replacing: index, with: [words.texts[index], words.texts[index]]))
            if index > 0 {
                check(words.joined(replacing: index, with: [words.texts[index - 1]], before: words.texts[index]))
            }
        }
    }

    /// In a debug build, each keyword at every third place, so that the run stays short.
    private static let stride = isDebugBuild ? 3 : 1

    @Test(arguments: Example.all) func everyKeywordInsertedEverywhere(in example: Example) {
        let words = Words(example.text)
        for index in words.texts.indices {
            for (number, keyword) in Keyword.allCases.enumerated() where (index + number) % LosslessTests.stride == 0 {
                check(words.joined(replacing: index, with: [keyword.rawValue, words.texts[index]]))
            }
        }
    }

    @Test(arguments: 0..<10) func randomBytes(batch: Int) {
        var random = SeededGenerator(seed: UInt64(batch) + 20)
        for _ in 0..<1000 {
            let count = Int.random(in: 0..<60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let tree = SyntaxTree.of(bytes)
            #expect(tree.flaw == nil, "\(bytes)")
        }
    }

    /// Tokens thrown together reach further into the parser than bytes do.
    @Test(arguments: 0..<10) func randomTokens(batch: Int) {
        var random = SeededGenerator(seed: UInt64(batch) + 500)
        let pieces =
            Keyword.allCases.map(\.rawValue) + [
                "late", "count", "`a b`", "\"x\"", "'", "\"", "`", "42", "25%", "5pp", "2w", "500m", "2020-Q4", "(",
                ")",
                ",", ";", "|", "=", "!=", "<", "<=", ">", ">=", "~", "+", "-", "*", "/", "%", "==", "&&", "||", "!",
                "é",
                "\n", "\n\n", "-- note\n", "\r\n", "\u{FEFF}", "“", "”", "7x", "2020-", "\t", "\0", "order", "shwo",
            ]
        for _ in 0..<1000 {
            let count = Int.random(in: 1..<25, using: &random)
            let text = (0..<count).map { _ in random.pick(pieces) }.joined(separator: random.chance(80) ? " " : "")
            check(text)
        }
    }

    private func check(_ text: String) {
        let flaw = SyntaxTree.of(text).flaw
        #expect(flaw == nil, "\(text)")
    }
}

#if DEBUG
    private let isDebugBuild = true
#else
    private let isDebugBuild = false
#endif

/// The tokens of a text, for mutations.
private struct Words {
    let texts: [String]

    init(_ text: String) {
        let tree = SyntaxTree.of(text)
        texts = tree.tokens.dropLast().map { tree.source.text($0.range) }
    }

    /// The text with the word at an index replaced; `before` replaces the word in front of it.
    func joined(replacing index: Int, with words: [String], before: String? = nil) -> String {
        var changed = texts
        if let before { changed[index - 1] = before }
        changed.replaceSubrange(index...index, with: words)
        return changed.joined(separator: " ")
    }
}
