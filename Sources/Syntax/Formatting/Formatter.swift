import Diagnostics

/// Writes a script in its canonical form: clauses in the order of the language, one spelling, one way of spacing.
///
/// A query that its author wrote on one line stays on one while it fits; else each clause has a line of its own. Comments
/// stay with what they stand beside. A statement with mistakes is left as it is. Formatting twice changes nothing, and
/// never the meaning.
package struct Formatter {
    /// Lines are broken before they get longer than this, where they can be.
    static let width = 100

    private let tree: SyntaxTree
    private let comments: Comments
    private var lines: [String] = []

    package static func format(_ tree: SyntaxTree) -> String {
        var formatter = Formatter(tree)
        formatter.write()
        return formatter.lines.isEmpty ? "" : formatter.lines.joined(separator: "\n") + "\n"
    }

    private init(_ tree: SyntaxTree) {
        self.tree = tree
        comments = Comments(tree)
    }

    private mutating func write() {
        let statements = tree.root.nodes.filter { !$0.tokenRange.isEmpty }
        var position = 0
        var index = 0
        while index < statements.count {
            let statement = statements[index]
            writeTrivia(position..<statement.tokenRange.lowerBound, before: statement)
            let run = definitions(from: index, in: statements)
            if run.count > 1 {
                lines += DefinitionTable(run).lines
            } else {
                lines += StatementLayout(statement, tree, comments).lines
            }
            index += run.count
            position = statements[index - 1].tokenRange.upperBound
        }
        writeTrivia(position..<tree.tokens.count - 1, before: nil)
    }

    /// The definitions from a statement on that stand on adjacent lines, without comments: they are aligned.
    private func definitions(from index: Int, in statements: [SyntaxNode]) -> ArraySlice<SyntaxNode> {
        var end = index
        while end < statements.count, DefinitionTable.holds(statements[end]), !isMistaken(statements[end]) {
            let statement = statements[end]
            if comments.stand(within: statement.tokenRange) { break }
            if end > index {
                let between = statements[end - 1].tokenRange.upperBound...statement.tokenRange.lowerBound
                let isAdjacent = between.allSatisfy { token in
                    let trivia = comments.before(token)
                    return trivia.trailing == nil && trivia.own.isEmpty && !trivia.endsInBlankLine
                }
                if !isAdjacent { break }
            }
            end += 1
        }
        return statements[index..<max(end, index + 1)]
    }

    /// What stands between two statements: separators go, comments and empty lines stay.
    private mutating func writeTrivia(_ separators: Range<Int>, before statement: SyntaxNode?) {
        var own: [Comments.Comment] = []
        var endsInBlankLine = false
        for token in separators.lowerBound...separators.upperBound {
            let trivia = comments.before(token)
            if let trailing = trivia.trailing { append(trailing: trailing) }
            for (number, comment) in trivia.own.enumerated() {
                let isBlank = comment.followsBlankLine || (number == 0 && endsInBlankLine)
                own.append(Comments.Comment(text: comment.text, followsBlankLine: isBlank))
            }
            endsInBlankLine = trivia.endsInBlankLine || (trivia.own.isEmpty && endsInBlankLine)
        }
        // A query would go on where another statement ended, but for an empty line.
        var needsBlankLine =
            separators.lowerBound > 0 && statement.map { !startsWithStatementWord($0) } == true && !endsInBlankLine
            && !own.contains(where: \.followsBlankLine)
        for comment in own {
            if comment.followsBlankLine || needsBlankLine, !lines.isEmpty { lines.append("") }
            needsBlankLine = false
            lines.append(comment.text)
        }
        if statement != nil, endsInBlankLine || needsBlankLine, !lines.isEmpty { lines.append("") }
    }

    private func startsWithStatementWord(_ statement: SyntaxNode) -> Bool {
        tree.tokens[statement.tokenRange.lowerBound].keyword?.startsStatement == true
    }

    private mutating func append(trailing comment: String) {
        if lines.isEmpty { lines.append(comment) } else { lines[lines.count - 1] += "  \(comment)" }
    }

    private func isMistaken(_ statement: SyntaxNode) -> Bool { StatementLayout.isMistaken(statement, tree) }
}
