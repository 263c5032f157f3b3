package import Diagnostics
import Syntax

extension Binder {
    /// A question in plain words as the data at hand can answer it. The parser, which reads it, knows no column: the query
    /// that it proposes is mended where its names are nearly right, and where it asks for what is not there, that is said
    /// and nothing proposed.
    package static func answerable(_ finding: Diagnostic, in environment: Environment) -> Diagnostic {
        if finding.id.hasPrefix("why-") { return completedWhy(finding, environment) }
        guard finding.id == "plain-question", let fixIt = finding.fixIts.first, !environment.dataSets.isEmpty else {
            return finding
        }
        var text = fixIt.replacement
        for _ in 0..<4 {
            let source = SourceText(text, name: "question")
            guard let query = Parser.parse(source).root.nodes.first?.first(.query) else { return finding }
            guard let mistake = bind(query, in: environment).diagnostics.first(where: { $0.severity == .error }) else {
                return Diagnostic(
                    id: finding.id, at: finding.range, finding.message, advice: "write `\(text)`",
                    fixIts: [.writing(text, at: finding.range)])
            }
            guard let mending = mistake.fixIts.first else {
                return Diagnostic(
                    id: finding.id, at: finding.range, finding.message,
                    advice: "`\(text)` would answer it, but \(mistake.message)")
            }
            text =
                source.text(SourceRange(0, mending.range.start)) + mending.replacement
                + source.text(SourceRange(mending.range.end, text.utf8.count))
        }
        return finding
    }
    /// What `why` lacks, in periods and columns of the data at hand.
    private static func completedWhy(_ finding: Diagnostic, _ environment: Environment) -> Diagnostic {
        guard let data = environment.dataSets.first else { return finding }
        var text = ""
        if ["why-between", "why-between-by"].contains(finding.id) {
            guard let periods = data.lastPeriods else { return finding }
            text = " between \(periods.before) and \(periods.last)"
        }
        if ["why-by", "why-between-by"].contains(finding.id) {
            guard !data.usualDimensions.isEmpty else { return finding }
            text += " by \(data.usualDimensions.prefix(2).joined(separator: ", "))"
        }
        guard !text.isEmpty else { return finding }
        // What stands there, as `by` does, stays behind it.
        let (words, start) = (text.dropFirst(), finding.range.start)
        return Diagnostic(
            finding.severity, id: finding.id, at: finding.range, finding.message, advice: "such as `…\(text)`",
            notes: finding.notes,
            fixIts: [
                FixIt(
                    "add `\(words)`", range: SourceRange(start, start),
                    replacement: finding.range.isEmpty ? text : "\(words) ")
            ])
    }
}
