import Columnar
import Diagnostics
import Functions
import Syntax

/// A part of a text that no row has as it is spelt, and some have in other capitals.
struct PatternCase: Analyzer {
    let id = "pattern-case"
    let explanation = """
        No row contains the text of `contains`, `starts with` or `ends with` as it is spelt, and some do in other capitals: \
        these conditions tell capitals from small letters. `lower(address) contains "navarro"` does not. This costs a second \
        look at the data, and only when there is no result; `unknown-value` looks at columns of up to 20,000 values beforehand.
        """
    let example = "where before(address, \",\") contains \"navarro\" show count"

    func inspect(_ conjunction: Conjunction, _ binder: Binder) {
        guard let input = conjunction.input, let lower = ScalarFunction.all.first(where: { $0.name == "lower" }) else {
            return
        }
        for part in conjunction.parts {
            guard case .textTest(let op, let operand, let pattern) = part.expression.kind, part.node.kind == .textTest,
                op == .contains || op == .startsWith || op == .endsWith, operand.type == .text,
                KnownValues.whole(of: operand, conjunction.level.rows) == nil
            else { continue }
            let isLower = if case .call(let function, _) = operand.kind { function.name == lower.name } else { false }
            let folded = BoundExpression(
                .textTest(
                    op, isLower ? operand : BoundExpression(.call(lower, [operand]), .text), pattern.lowercased()),
                .boolean)
            let (id, conditions) = (id, [part.expression, folded])
            let range = binder.site(of: part.node.range).range
            let spelling = spelling(of: part.node, isLower: isLower)
            binder.afterwards(self) { facts in
                guard facts.matchedRows == 0, facts.scannedRows > 0 else { return nil }
                let counts = facts.count(conditions, input)
                guard counts.count == 2, counts[0] == 0, counts[1] > 0 else { return nil }
                return Diagnostic(
                    .warning, id: id, at: range, "no row has \"\(pattern)\" in these capitals",
                    advice: "`\(spelling)` holds for \(counted(counts[1], "row"))",
                    fixIts: [.writing(spelling, at: range)])
            }
        }
    }

    /// `lower(address) contains "navarro"`
    private func spelling(of node: SyntaxNode, isLower: Bool) -> String {
        guard let operand = node.nodes.first, let pattern = node.nodes.last else { return node.text }
        let words = node.tree.source.text(SourceRange(operand.range.end, pattern.range.start))
        return (isLower ? operand.text : "lower(\(operand.text))") + words + pattern.text.lowercased()
    }
}
