import Syntax
import TestSupport

/// A query of `Diagnostics/*.caret`, with the parser's findings under it.
struct CaretCase {
    /// Lines that start with `#`.
    let comments: [String]
    let query: String

    /// The cases of a file: blocks between blank lines. What stands between the query's lines is the expectation.
    static func read(_ text: String) -> [CaretCase] {
        text.split(separator: "\n\n").map { block in
            let lines = block.split(separator: "\n")
            return CaretCase(
                comments: lines.filter { $0.hasPrefix("#") }.map(String.init),
                query: lines.filter { $0.hasPrefix(">") }.map { String($0.dropFirst(2)) }.joined(separator: "\n"))
        }
    }

    /// The case as the parser sees it now.
    var rendered: String {
        CaretText.rendered(query, comments: comments, findings: SyntaxTree.of(query).diagnostics)
    }
}
