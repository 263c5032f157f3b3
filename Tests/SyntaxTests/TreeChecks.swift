import Diagnostics
import Syntax

extension SyntaxTree {
    static func of(_ text: String) -> SyntaxTree { parse(SourceText(text, name: "test")) }
    static func of(_ bytes: [UInt8]) -> SyntaxTree { parse(SourceText(bytes: bytes, name: "test")) }

    private static func parse(_ source: SourceText) -> SyntaxTree { Parser.parse(source) }

    /// What is wrong with the tree as a picture of its source, or nil: trivia and tokens make up the source, every
    /// token but the last (the end of the text) occurs once and in order, and ranges nest.
    var flaw: String? {
        var end = 0
        for token in tokens {
            guard token.start >= end, token.end >= token.start else { return "token at \(token.start) overlaps" }
            guard isTrivia(end, token.start) else { return "the bytes \(end)..<\(token.start) are in no token" }
            end = token.end
        }
        guard end == source.count, tokens.last?.kind == .endOfText else { return "tokens end at \(end)" }
        for diagnostic in diagnostics where diagnostic.range.start < 0 || diagnostic.range.end > source.count {
            return "the range of `\(diagnostic.message)` lies outside the text"
        }
        return flawOfNodes
    }

    /// Walks without recursion, so that deep trees can be checked as well.
    private var flawOfNodes: String? {
        var next = 0
        var open: [SyntaxNode.Child] = [.node(root)]
        while let child = open.popLast() {
            switch child {
            case .token(let token):
                guard next < tokens.count - 1, tokens[next].start == token.start else {
                    return "token at \(token.start) is out of order"
                }
                next += 1
            case .node(let node):
                let children = node.children
                for case .node(let inner) in children where !inner.range.isEmpty {
                    guard inner.range.start >= node.range.start, inner.range.end <= node.range.end else {
                        return "\(inner.kind) at \(inner.range) lies outside \(node.kind) at \(node.range)"
                    }
                }
                open.append(contentsOf: children.reversed())
            }
        }
        return next == tokens.count - 1 ? nil : "only \(next) of \(tokens.count - 1) tokens are in the tree"
    }

    /// Space, line ends, comments, no-break spaces and the byte order mark.
    private func isTrivia(_ start: Int, _ end: Int) -> Bool {
        let text = source.text(SourceRange(start, end))
        return text.split(whereSeparator: \.isNewline).allSatisfy { line in
            let code = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            return code.isEmpty || code.hasPrefix("--")
        }
    }

    /// The greatest number of nodes inside each other.
    var height: Int {
        var greatest = 0
        var open = [(root, 1)]
        while let (node, depth) = open.popLast() {
            greatest = max(greatest, depth)
            for inner in node.nodes { open.append((inner, depth + 1)) }
        }
        return greatest
    }
}
