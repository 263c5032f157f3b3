import Columnar
import Diagnostics
import Syntax

/// When the conditions of `where` leave no row, which of them took the last.
struct EmptyConjunction: Analyzer {
    let id = "empty-conjunction"
    let explanation = """
        The conditions of `where` leave no row. Taken one after the other, the one that takes the last row is shown, with \
        how many rows were left before it, and how many would be left without each of the others. This costs a second \
        look at the data, and only when there is no result.
        """
    let example = "where late and department = \"Parks and Recreation\" and opened in 2019 show count"

    func inspect(_ conjunction: Conjunction, _ binder: Binder) {
        let parts = conjunction.parts
        guard let input = conjunction.input, parts.count > 1 else { return }
        let places = parts.map { (text: $0.node.canonicalText, range: binder.site(of: $0.node.range).range) }
        // What a warning already explains needs no second one.
        let isExplained = binder.diagnostics.contains { finding in
            finding.severity == .warning
                && places.contains { $0.range.start <= finding.range.start && finding.range.end <= $0.range.end }
        }
        guard !isExplained else { return }
        let conditions = parts.map(\.expression)
        let removals = parts.indices.map { removal(of: parts[$0].node, among: parts.map(\.node)) }
        let id = id
        binder.afterwards(self) { facts in
            guard facts.matchedRows == 0, facts.scannedRows > 0 else { return nil }
            let first = conditions.indices.map { BoundExpression.all(Array(conditions[...$0])) }
            let others = conditions.indices.map { left in
                BoundExpression.all(conditions.indices.filter { $0 != left }.map { conditions[$0] })
            }
            let counts = facts.count(first + others, input)
            guard counts.count == 2 * conditions.count,
                let last = (0..<conditions.count).first(where: { counts[$0] == 0 })
            else { return nil }
            let before = places[..<last].map { "`\($0.text)`" }.joined(separator: " and ")
            let message =
                last == 0
                ? "no row fulfils `\(places[0].text)`"
                : "no row is left: \(counted(counts[last - 1], "row")) with \(before), none of them with `\(places[last].text)`"
            let without = conditions.indices.filter { counts[conditions.count + $0] > 0 }
            return Diagnostic(
                .warning, id: id, at: places[last].range, message,
                notes: without.map { "without `\(places[$0].text)`: \(counted(counts[conditions.count + $0], "row"))" },
                fixIts: without.compactMap { index in
                    removals[index].map {
                        FixIt("leave out `\(places[index].text)`", range: $0, replacement: "")
                    }
                })
        }
    }

    /// The text that goes when a condition is left out: with the `and` beside it.
    private func removal(of node: SyntaxNode, among nodes: [SyntaxNode]) -> SourceRange? {
        let source = node.tree.source
        func joins(_ start: Int, _ end: Int) -> Bool {
            start <= end
                && source.text(SourceRange(start, end)).lowercased().split(whereSeparator: \.isWhitespace) == ["and"]
        }
        if let before = nodes.last(where: { $0.range.end <= node.range.start }),
            joins(before.range.end, node.range.start)
        {
            return SourceRange(before.range.end, node.range.end)
        }
        if let after = nodes.first(where: { $0.range.start >= node.range.end }),
            joins(node.range.end, after.range.start)
        {
            return SourceRange(node.range.start, after.range.start)
        }
        return nil
    }
}
