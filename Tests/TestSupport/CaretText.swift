package import Diagnostics

/// A query with what is found in it, as `.caret` files write it:
///
///     > group by distict show count
///                ^^^^^^^ error: there is no column or definition `distict` [unknown-column]
///                        did you mean `district`?
///                        fix: replace `distict` with `district` => group by district show count
///
/// What stands between the query's lines is the expectation; lines that start with `#` are comments.
package enum CaretText {
    package static func rendered(_ query: String, comments: [String], findings: [Diagnostic]) -> String {
        let source = SourceText(query, name: "test")
        var lines = comments
        for (number, line) in query.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            lines.append(line.isEmpty ? ">" : "> \(line)")
            for finding in findings where source.line(at: finding.range.start) == number {
                lines += text(finding, in: source, query)
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ finding: Diagnostic, in source: SourceText, _ query: String) -> [String] {
        let line = source.lineRange(source.line(at: finding.range.start))
        let before = displayWidth(source.text(SourceRange(line.start, finding.range.start)))
        let width = max(1, displayWidth(source.text(finding.range)))
        let indent = String(repeating: " ", count: before + 2)
        let deeper = indent + String(repeating: " ", count: width + 1)
        let headline = " \(finding.severity): \(finding.message) [\(finding.id)]"
        return [indent + String(repeating: "^", count: width) + headline]
            + (finding.advice.map { [deeper + $0] } ?? [])
            + finding.notes.map { "\(deeper)note: \($0)" }
            + finding.fixIts.map { "\(deeper)fix: \($0.title) => \(query.applying($0).replacing("\n", with: "⏎"))" }
    }
}

extension String {
    /// The text after a fix-it.
    package func applying(_ fixIt: FixIt) -> String {
        var bytes = Array(utf8)
        bytes.replaceSubrange(fixIt.range.start..<fixIt.range.end, with: Array(fixIt.replacement.utf8))
        return String(decoding: bytes, as: UTF8.self)
    }
}
