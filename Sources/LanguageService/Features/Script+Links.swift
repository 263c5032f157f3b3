package import Diagnostics
import Syntax

/// A file that a text names.
package struct DocumentLink: Sendable, Hashable {
    package enum Kind: Sendable {
        /// Another script, by `use`.
        case script
        /// Data, by `from` and `lookup`.
        case data
    }

    package let range: SourceRange
    package let path: String
    package let kind: Kind
}

extension Script {
    /// The files that the text names, without their quotes.
    package func documentLinks() -> [DocumentLink] {
        var links: [DocumentLink] = []
        func add(_ token: Token?, in node: SyntaxNode, _ kind: DocumentLink.Kind) {
            guard let token, token.kind == .text else { return }
            let path = node.unquoted(token)
            let isClosed = token.range.length >= 2
            guard !path.isEmpty, isClosed else { return }
            links.append(DocumentLink(range: SourceRange(token.start + 1, token.end - 1), path: path, kind: kind))
        }
        tree.root.walk { node in
            switch node.kind {
            case .useStatement: add(node.token(.text), in: node, .script)
            case .reference: add(node.token(.text), in: node, .data)
            default: break
            }
        }
        return links
    }
}
