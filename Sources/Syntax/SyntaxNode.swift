package import Diagnostics

/// A node of a syntax tree.
package struct SyntaxNode: Sendable {
    package let tree: SyntaxTree
    let index: Int32

    package enum Child: Sendable {
        case node(SyntaxNode)
        case token(Token)
    }

    private var record: SyntaxTree.Record { tree.records[Int(index)] }

    package var kind: SyntaxKind { record.kind }

    /// The text from the first to the last token, without the trivia around it.
    package var range: SourceRange {
        let record = record
        let first = tree.tokens[Int(record.firstToken)]
        guard record.endToken > record.firstToken else {
            // An empty node stands where something is missing: right behind the token before.
            let end = record.firstToken > 0 ? tree.tokens[Int(record.firstToken) - 1].end : 0
            return SourceRange(end, end)
        }
        return SourceRange(first.start, tree.tokens[Int(record.endToken) - 1].end)
    }

    package var text: String { tree.source.text(range) }

    /// The text in its canonical spelling and without comments: the header of an unlabelled item.
    package var canonicalText: String {
        let record = record
        // Most nodes that are asked are single names and words.
        if record.kind == .name || record.endToken == record.firstToken { return text }
        return CanonicalText([self], in: tree).text
    }

    /// The places of the node's tokens in the tree.
    var tokenRange: Range<Int> { Int(record.firstToken)..<Int(record.endToken) }

    /// The places of the tokens that belong to the node itself, not to a node in it.
    var tokenIndices: [Int] {
        let record = record
        return tree.children[Int(record.firstChild)..<Int(record.firstChild + record.childCount)].filter { $0 < 0 }
            .map { Int(~$0) }
    }

    package var children: [Child] {
        let record = record
        return (record.firstChild..<record.firstChild + record.childCount).map { position in
            let entry = tree.children[Int(position)]
            return entry >= 0
                ? .node(SyntaxNode(tree: tree, index: entry)) : .token(tree.tokens[Int(~entry)])
        }
    }

    package var nodes: [SyntaxNode] {
        children.compactMap { if case .node(let node) = $0 { node } else { nil } }
    }

    package var tokens: [Token] {
        children.compactMap { if case .token(let token) = $0 { token } else { nil } }
    }

    package func nodes(_ kind: SyntaxKind) -> [SyntaxNode] { nodes.filter { $0.kind == kind } }
    package func first(_ kind: SyntaxKind) -> SyntaxNode? { nodes.first { $0.kind == kind } }
    package func has(_ keyword: Keyword) -> Bool { tokens.contains { $0.keyword == keyword } }
    package func token(_ keyword: Keyword) -> Token? { tokens.first { $0.keyword == keyword } }
    package func token(_ kind: TokenKind) -> Token? { tokens.first { $0.kind == kind } }
    package var firstToken: Token { tree.tokens[Int(record.firstToken)] }
    package func text(_ token: Token) -> String { tree.source.text(token.range) }
}

extension SyntaxNode {
    /// The content of a text or of a name in back-quotes: without the quotes, doubled quotes single.
    package func unquoted(_ token: Token) -> String {
        let text = text(token)
        guard token.kind == .text || token.kind == .quotedName, let quote = text.first else { return text }
        var content = text.dropFirst()
        if content.last == quote { content = content.dropLast() }
        guard content.contains(quote) else { return String(content) }
        var result = ""
        var skipped = false
        for character in content {
            if character == quote, !skipped {
                skipped = true
                result.append(character)
            } else if character == quote {
                skipped = false
            } else {
                skipped = false
                result.append(character)
            }
        }
        return result
    }
}
