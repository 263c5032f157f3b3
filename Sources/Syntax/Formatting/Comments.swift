import Diagnostics

/// The comments of a source text, by the token that they stand before.
struct Comments {
    struct Comment {
        let text: String
        /// Whether an empty line stands above it.
        let followsBlankLine: Bool
    }

    /// What stands between a token and the one before it.
    struct Trivia {
        /// The comment that ends the line of the token before.
        var trailing: String?
        /// Comments on lines of their own.
        var own: [Comment] = []
        /// Whether an empty line stands directly above the token.
        var endsInBlankLine = false
    }

    private let tree: SyntaxTree

    init(_ tree: SyntaxTree) { self.tree = tree }

    func before(_ index: Int) -> Trivia {
        let start = index > 0 ? tree.tokens[index - 1].end : 0
        let end = tree.tokens[index].start
        var trivia = Trivia()
        guard start < end else { return trivia }
        let lines = tree.source.text(.init(start, end)).split(omittingEmptySubsequences: false) { $0.isNewline }
        var isBlank = false
        for (number, line) in lines.enumerated() {
            let text = Comments.trimmed(line)
            let isFirst = number == 0 && index > 0
            if text.hasPrefix("--") {
                if isFirst {
                    trivia.trailing = text
                } else {
                    trivia.own.append(Comment(text: text, followsBlankLine: isBlank))
                }
                isBlank = false
            } else if !isFirst, number < lines.count - 1 {
                isBlank = true
            }
        }
        trivia.endsInBlankLine = isBlank
        return trivia
    }

    /// Whether a comment stands between the tokens of a range.
    func stand(within tokens: Range<Int>) -> Bool {
        tokens.dropFirst().contains { index in
            let trivia = before(index)
            return trivia.trailing != nil || !trivia.own.isEmpty
        }
    }

    private static func trimmed(_ line: Substring) -> String {
        var line = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
    }
}
