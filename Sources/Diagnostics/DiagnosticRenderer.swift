/// Draws a diagnostic under the line that it is about.
///
///     error: there is no column `distict` [unknown-column]
///       query.tally:1:10
///     1 │ group by distict show count
///       │          ^^^^^^^ did you mean `district`?
public struct DiagnosticRenderer: Sendable {
    private let colors: Bool

    public init(colors: Bool = false) { self.colors = colors }

    /// The finding as lines for a terminal: message, place, the source with carets, advice, notes.
    public func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
        let line = source.line(at: diagnostic.range.start)
        let lineRange = source.lineRange(line)
        let column = displayWidth(source.text(SourceRange(lineRange.start, diagnostic.range.start)))
        let number = String(line + 1)
        let gutter = String(repeating: " ", count: number.count)
        let end = min(max(diagnostic.range.end, diagnostic.range.start), max(lineRange.end, diagnostic.range.start))
        let marked = displayWidth(source.text(SourceRange(diagnostic.range.start, end)))
        let carets = String(repeating: "^", count: max(1, marked))
        let advice = diagnostic.advice ?? diagnostic.fixIts.first.map { "fix: \($0.title)" }
        var lines = [
            "\(paint(diagnostic.severity.rawValue + ":", diagnostic.severity)) \(diagnostic.message) [\(diagnostic.id)]",
            "\(gutter)\(dim("┌─")) \(source.name):\(line + 1):\(characterColumn(diagnostic.range.start, lineRange, source))",
            "\(number) \(dim("│")) \(visible(source.text(lineRange)))",
            "\(gutter) \(dim("│")) \(String(repeating: " ", count: column))"
                + paint(carets + (advice.map { " " + $0 } ?? ""), diagnostic.severity),
        ]
        for note in diagnostic.notes { lines.append("\(gutter) \(dim("=")) \(note)") }
        return lines.joined(separator: "\n")
    }

    private func characterColumn(_ offset: Int, _ line: SourceRange, _ source: SourceText) -> Int {
        source.text(SourceRange(line.start, offset)).count + 1
    }

    /// Control characters would move the caret away from its place: they show as `·`, tabs as one space.
    private func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\t" ? " " : $0.value < 32 ? "·" : $0 }))
    }

    private func paint(_ text: String, _ severity: Diagnostic.Severity) -> String {
        guard colors else { return text }
        let code = severity == .error ? "1;31" : severity == .warning ? "1;33" : "1;36"
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private func dim(_ text: String) -> String { colors ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
