package import Diagnostics
import Semantics
import Syntax

/// A statement, or a part of one, in the outline of a text.
package struct DocumentSymbol: Sendable {
    package enum Kind: String, Sendable {
        case query, define, measure, param, view, span, dataset, column, expect, other
    }

    package let kind: Kind
    package let name: String
    /// What stands behind the name, shortened.
    package let detail: String
    package let range: SourceRange
    /// The name itself.
    package let nameRange: SourceRange
    package let children: [DocumentSymbol]
}

extension Script {
    /// Cells that an outline gives a statement.
    private static let longestDetail = 58

    /// The outline of the text: one symbol a statement, and the columns of `dataset` statements in them.
    package func symbols() -> [DocumentSymbol] { statements.filter { !$0.range.isEmpty }.map(symbol) }

    private func symbol(_ node: SyntaxNode) -> DocumentSymbol {
        let kind: DocumentSymbol.Kind =
            switch node.kind {
            case .queryStatement, .explainStatement: .query
            case .defineStatement: .define
            case .measureStatement: .measure
            case .paramStatement: .param
            case .viewStatement: .view
            case .spanStatement: .span
            case .datasetStatement: .dataset
            case .expectStatement: .expect
            case .keyLine, .timeLine, .flagLine, .categoryLine, .numberLine, .textLine, .pointLine: .column
            default: .other
            }
        let names = node.tokens.filter { $0.kind == .word || $0.kind == .quotedName }
        let isNamed = ![.query, .expect, .other].contains(kind) && names.count > 1
        let token = isNamed ? names[1] : node.firstToken
        let body = node.nodes.last.map { DisplayText.cut($0.canonicalText, to: Script.longestDetail) } ?? ""
        let lines = kind == .dataset ? node.nodes.filter { $0.kind.isProfileLine } : []
        return DocumentSymbol(
            kind: kind,
            name: isNamed ? node.unquoted(token) : DisplayText.cut(node.canonicalText, to: Script.longestDetail),
            detail: isNamed && kind != .dataset ? body : "", range: node.range, nameRange: token.range,
            children: lines.map(symbol).filter { $0.kind == .column })
    }
}
