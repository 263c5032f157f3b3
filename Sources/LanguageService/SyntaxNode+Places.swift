import Columnar
import Diagnostics
package import Syntax

extension SyntaxTree {
    /// The last token that starts at or before a place; nil before the first.
    func token(at offset: Int) -> Token? {
        let next = tokens.indices.partition { tokens[$0].start <= offset }
        return next > 0 ? tokens[next - 1] : nil
    }

    /// The last token that ends at or before a place; nil before the first.
    func token(before offset: Int) -> Token? {
        let next = tokens.indices.partition { tokens[$0].end <= offset && tokens[$0].kind != .endOfText }
        return next > 0 ? tokens[next - 1] : nil
    }

    /// The nodes that hold a stretch of the text, from the script down to the smallest.
    func path(to range: SourceRange) -> [SyntaxNode] {
        var path = [root]
        while let inner = path.last?.nodes.last(where: { node in
            let outer = node.range
            return outer.start <= range.start && range.end <= outer.end && !outer.isEmpty
        }) {
            path.append(inner)
        }
        return path
    }
}

extension SyntaxNode {
    /// Walks the node and everything in it, from the outside in.
    package func walk(_ body: (SyntaxNode) -> Void) {
        body(self)
        for node in nodes { node.walk(body) }
    }
}
