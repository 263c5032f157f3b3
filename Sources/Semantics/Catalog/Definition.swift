package import Columnar
package import Syntax

/// A name with a meaning: `define`, `measure`, `param`, `span` or `view`.
package struct Definition: Sendable {
    package enum Meaning: Sendable {
        /// An expression over rows, bound anew wherever it is used.
        case define(parameters: [String], body: SyntaxNode)
        case measure(body: SyntaxNode)
        case param(Value)
        case span(start: SyntaxNode, end: SyntaxNode)
        case view(SyntaxNode)
    }

    package let name: String
    package let meaning: Meaning

    package var isView: Bool { if case .view = meaning { true } else { false } }

    var isSpan: Bool { if case .span = meaning { true } else { false } }

    /// What stands behind the equals sign.
    package var text: String {
        switch meaning {
        case .define(_, let body), .measure(let body), .view(let body): body.canonicalText
        case .span(let start, let end): "\(start.canonicalText) to \(end.canonicalText)"
        case .param(let value): ValueText.machine(value) ?? "missing"
        }
    }

    package init(name: String, meaning: Meaning) {
        self.name = name
        self.meaning = meaning
    }
}
