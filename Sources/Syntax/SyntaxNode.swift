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
    var tokenIndices: [Int] { entries.compactMap { $0 < 0 ? Int(~$0) : nil } }

    /// The children as the tree lists them: the index of a node, or the complement of a token's.
    private var entries: ArraySlice<Int32> {
        let record = record
        return tree.children[Int(record.firstChild)..<Int(record.firstChild + record.childCount)]
    }

    package var children: [Child] { entries.map { $0 >= 0 ? .node(node($0)) : .token(token($0)) } }
    package var nodes: [SyntaxNode] { entries.compactMap { $0 >= 0 ? node($0) : nil } }
    package var tokens: [Token] { entries.compactMap { $0 < 0 ? token($0) : nil } }

    private func node(_ entry: Int32) -> SyntaxNode { SyntaxNode(tree: tree, index: entry) }
    private func token(_ entry: Int32) -> Token { tree.tokens[Int(~entry)] }

    package func nodes(_ kind: SyntaxKind) -> [SyntaxNode] {
        entries.compactMap { $0 >= 0 && tree.records[Int($0)].kind == kind ? node($0) : nil }
    }

    package func first(_ kind: SyntaxKind) -> SyntaxNode? {
        entries.first { $0 >= 0 && tree.records[Int($0)].kind == kind }.map(node)
    }

    package func has(_ keyword: Keyword) -> Bool { token(keyword) != nil }
    package func token(_ keyword: Keyword) -> Token? {
        entries.first { $0 < 0 && token($0).keyword == keyword }.map(token)
    }
    package func token(_ kind: TokenKind) -> Token? { entries.first { $0 < 0 && token($0).kind == kind }.map(token) }
    package var firstToken: Token { tree.tokens[Int(record.firstToken)] }
    package func text(_ token: Token) -> String { tree.source.text(token.range) }
}

extension SyntaxNode {
    /// The content of a text or of a name in back-quotes: without the quotes, doubled quotes single.
    package func unquoted(_ token: Token) -> String {
        let text = text(token)
        guard token.kind == .text || token.kind == .quotedName, let quote = text.utf8.first else { return text }
        var content = text.utf8.dropFirst()
        if content.last == quote { content = content.dropLast() }
        guard content.contains(quote) else { return String(Substring(content)) }
        var (bytes, follows): ([UInt8], Bool) = ([], false)
        for byte in content {
            let isSecond = byte == quote && follows
            if !isSecond { bytes.append(byte) }
            follows = byte == quote && !isSecond
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
