import Diagnostics
package import Syntax

extension SyntaxTree {
    /// The last token that starts at or before a place; nil before the first.
    func token(at offset: Int) -> Token? {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? tokens[low - 1] : nil
    }

    /// The last token that ends at or before a place; nil before the first.
    func token(before offset: Int) -> Token? {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].end <= offset, tokens[middle].kind != .endOfText {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low > 0 ? tokens[low - 1] : nil
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
