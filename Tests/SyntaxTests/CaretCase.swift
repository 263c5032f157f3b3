import Diagnostics
import Syntax

/// A query with the findings that are expected under it, as `Diagnostics/*.caret` write them:
///
///     > shwo count
///       ^^^^ error: there is no clause `shwo` [unknown-clause]
///            did you mean `show`?
///            fix: replace `shwo` with `show` => show count
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
        let source = SourceText(query, name: "test")
        let diagnostics = Parser.parse(source).diagnostics
        var lines = comments
        for (number, line) in query.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            lines.append(line.isEmpty ? ">" : "> \(line)")
            for diagnostic in diagnostics where source.line(at: diagnostic.range.start) == number {
                lines.append(contentsOf: findings(diagnostic, in: source))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func findings(_ diagnostic: Diagnostic, in source: SourceText) -> [String] {
        let line = source.lineRange(source.line(at: diagnostic.range.start))
        let before = displayWidth(source.text(SourceRange(line.start, diagnostic.range.start)))
        let width = max(1, displayWidth(source.text(diagnostic.range)))
        let indent = String(repeating: " ", count: before + 2)
        let deeper = indent + String(repeating: " ", count: width + 1)
        var lines = [
            indent + String(repeating: "^", count: width)
                + " \(diagnostic.severity): \(diagnostic.message) [\(diagnostic.id)]"
        ]
        if let advice = diagnostic.advice { lines.append(deeper + advice) }
        for fixIt in diagnostic.fixIts {
            let fixed = query.applying(fixIt).replacing("\n", with: "⏎")
            lines.append(deeper + "fix: \(fixIt.title) => \(fixed)")
        }
        return lines
    }
}

extension String {
    func applying(_ fixIt: FixIt) -> String {
        var bytes = Array(utf8)
        bytes.replaceSubrange(fixIt.range.start..<fixIt.range.end, with: Array(fixIt.replacement.utf8))
        return String(decoding: bytes, as: UTF8.self)
    }
}
