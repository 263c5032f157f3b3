import Diagnostics
import Syntax

extension Session {
    /// Whether Enter should run a text at the prompt: it parses, and each of its queries says what it shows. A text with a
    /// mistake is complete too when more lines would not mend it.
    public static func isComplete(_ text: String) -> Bool {
        let tree = Parser.parse(SourceText(text, name: "query"))
        if text.last(where: { !$0.isWhitespace }) == ";" { return true }
        // What is missing at the end may follow; what is wrong there, and is written otherwise, is not mended by more.
        let atEnd = tree.diagnostics.contains { finding in
            finding.severity == .error && finding.range.end >= text.utf8.count && finding.id != "plain-question"
                && !finding.fixIts.contains { !$0.range.isEmpty }
        }
        if atEnd { return false }
        let shows: Set<SyntaxKind> = [.showClause, .listClause, .drawClause, .testClause, .whyClause]
        let queries = tree.root.nodes.compactMap { $0.first(.query) }
        return tree.diagnostics.hasErrors
            || queries.allSatisfy { query in
                query.nodes(.stage).contains { stage in
                    stage.nodes.contains { shows.contains($0.kind) || readsResult($0) }
                }
            }
    }

    /// Whether a stage goes on from a result of the prompt, `it` or `#3`, which shows something already.
    private static func readsResult(_ node: SyntaxNode) -> Bool {
        node.kind == .reference && (node.text == "it" || node.text.first == "#")
    }
}
