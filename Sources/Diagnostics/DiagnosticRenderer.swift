/// Draws a diagnostic under the line that it is about.
///
///     error: there is no column `distict` [unknown-column]
///       query.tally:1:10
///     1 │ group by distict show count
///       │          ^^^^^^^ did you mean `district`?
public struct DiagnosticRenderer: Sendable {
    private let colors: Bool
    /// The cells that a line may take; nil is unlimited.
    private let width: Int?

    public init(colors: Bool = false, width: Int? = nil) { (self.colors, self.width) = (colors, width) }

    /// The finding as lines for a terminal: message, place, the source with carets, advice, notes.
    public func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
        let line = source.line(at: diagnostic.range.start)
        let lineRange = source.lineRange(line)
        let number = String(line + 1)
        let gutter = String(repeating: " ", count: number.count)
        let end = min(max(diagnostic.range.end, diagnostic.range.start), max(lineRange.end, diagnostic.range.start))
        let ranges = [(lineRange.start, diagnostic.range.start), (diagnostic.range.start, end), (end, lineRange.end)]
        let parts = ranges.map { DisplayText.visible(source.text(SourceRange($0, max($0, $1)))) }
        let room = width.map { max(20, $0 - number.count - 3) }
        let excerpt = SourceExcerpt((parts[0], parts[1], parts[2]), room: room)
        let (column, carets) = (excerpt.column, String(repeating: "^", count: excerpt.markWidth))
        let advice = diagnostic.advice ?? diagnostic.fixIts.first.map { "fix: \($0.title)" }
        let fits = advice.map { column + carets.count + 1 + displayWidth($0) <= room ?? .max } ?? true
        var lines = wrapped("\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.id)]")
        lines[0] =
            paint(diagnostic.severity.rawValue + ":", diagnostic.severity)
            + lines[0].dropFirst(diagnostic.severity.rawValue.count + 1)
        lines += [
            "\(gutter)\(dim("┌─")) \(source.name):\(line + 1):\(characterColumn(diagnostic.range.start, lineRange, source))",
            "\(number) \(dim("│")) \(excerpt.text)",
            "\(gutter) \(dim("│")) \(String(repeating: " ", count: column))"
                + paint(carets + (fits ? advice.map { " " + $0 } ?? "" : ""), diagnostic.severity),
        ]
        if !fits, let advice, let room {
            // Under the carets where it fits there, else as far to the right as it does.
            let indent = String(repeating: " ", count: max(0, min(column, room - displayWidth(advice))))
            for line in wordWrapped(advice, to: room) {
                lines.append("\(gutter) \(dim("│")) \(indent)\(paint(line, diagnostic.severity))")
            }
        }
        for note in diagnostic.notes {
            let noted = wordWrapped(note, to: room ?? .max)
            lines.append("\(gutter) \(dim("=")) \(noted[0])")
            lines += noted.dropFirst().map { "\(gutter)   \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    private func wrapped(_ text: String) -> [String] { wordWrapped(text, to: width ?? .max, indent: 2) }

    private func characterColumn(_ offset: Int, _ line: SourceRange, _ source: SourceText) -> Int {
        source.text(SourceRange(line.start, offset)).count + 1
    }

    private func paint(_ text: String, _ severity: Diagnostic.Severity) -> String {
        guard colors else { return text }
        let code = severity == .error ? "1;31" : severity == .warning ? "1;33" : "1;36"
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private func dim(_ text: String) -> String { colors ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
