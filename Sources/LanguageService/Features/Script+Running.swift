package import Diagnostics
import Semantics
import Syntax

extension Script {
    /// The query at a place with the options that are set before it, and where the query stands; nil where there is none.
    /// Definitions are not part of the text: `environment(before:)` has them.
    package func runnable(at offset: Int) -> (text: String, statement: SourceRange)? {
        let kinds: Set<SyntaxKind> = [.queryStatement, .expectStatement, .explainStatement]
        let found = statements.first { $0.range.start <= offset && offset <= $0.range.end && kinds.contains($0.kind) }
        guard let found else { return nil }
        let settings = statements.filter { $0.kind == .setStatement && $0.range.end <= found.range.start }
        return ((settings + [found]).map(\.text).joined(separator: "\n\n"), found.range)
    }

    /// The `dataset` statements of a text, each with the definitions behind it; nil where there are none.
    package static func profiles(in source: SourceText) -> String? {
        let statements = Parser.parse(source).root.nodes
        var texts: [String] = []
        var isInProfile = false
        for statement in statements {
            if statement.kind == .datasetStatement {
                isInProfile = true
            } else if ProfileReader.definition(statement) == nil {
                isInProfile = false
            }
            if isInProfile { texts.append(statement.text) }
        }
        return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    }
}
