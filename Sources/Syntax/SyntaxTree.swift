package import Diagnostics

/// The lossless tree of a source text: every token and every byte of trivia is in it, also where the text is wrong.
///
/// Nodes and their children lie in flat arrays; `SyntaxNode` is the cursor that walks them.
package final class SyntaxTree: Sendable {
    struct Record: Sendable {
        let kind: SyntaxKind
        let firstChild: Int32
        let childCount: Int32
        /// The tokens that the node spans; an empty node lies before `firstToken`.
        let firstToken: Int32
        let endToken: Int32
    }

    package let source: SourceText
    package let tokens: [Token]
    /// What the lexer and the parser found wrong, in the order of the text.
    package let diagnostics: [Diagnostic]
    let records: [Record]
    /// Child entries: a node's index, or the complement of a token's.
    let children: [Int32]

    init(
        source: SourceText, tokens: [Token], diagnostics: [Diagnostic], records: [Record], children: [Int32]
    ) {
        self.source = source
        self.tokens = tokens
        self.diagnostics = diagnostics
        self.records = records
        self.children = children
    }

    package var root: SyntaxNode { SyntaxNode(tree: self, index: Int32(records.count - 1)) }
}
