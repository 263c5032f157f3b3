import Syntax

/// Writes a tree as an indented S-expression: each node in parentheses, its tokens as they stand in the text.
enum TreeDump {
    static func text(_ tree: SyntaxTree) -> String { dump(tree.root, indent: "") }

    /// The kinds alone, without the words.
    static func shape(_ tree: SyntaxTree) -> [SyntaxKind] {
        var kinds: [SyntaxKind] = []
        var open = [tree.root]
        while let node = open.popLast() {
            kinds.append(node.kind)
            open.append(contentsOf: node.nodes)
        }
        return kinds
    }

    /// Nodes that hold only tokens stand on one line; others put each child on its own.
    private static func dump(_ node: SyntaxNode, indent: String) -> String {
        let children = node.children
        if node.nodes.isEmpty {
            return "\(indent)(" + ([node.kind.rawValue] + node.tokens.map(node.text)).joined(separator: " ") + ")"
        }
        let lines = children.map { child in
            switch child {
            case .node(let inner): dump(inner, indent: indent + "  ")
            case .token(let token): "\(indent)  \(node.text(token))"
            }
        }
        return "\(indent)(\(node.kind.rawValue)\n" + lines.joined(separator: "\n") + ")"
    }
}
