import Columnar
import Diagnostics
import Syntax

/// A stretch of time that the data covers in part or not at all.
struct RangeAfterData: Analyzer {
    let id = "range-after-data"
    let explanation = """
        A period in a condition ends after the data does, so that its numbers are those of a part of it, or lies where \
        the data has nothing at all; or `as of` names a day behind the data's end. A range with the data's last day says what is meant. Relative periods such as `this \
        month` are not doubted, nor are due dates.
        """
    let example = "where opened in 2024 show count"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        guard node.kind == .comparison || node.kind == .membership || node.kind == .betweenExpression,
            case .and(let parts) = expression.kind, parts.count == 2,
            case .comparison(.greaterOrEqual, let low, let start) = parts[0].kind,
            case .comparison(let op, let high, let end) = parts[1].kind, op == .less || op == .lessOrEqual,
            case .column(.input(let index, let name)) = low.kind, case .column(.input(index, _)) = high.kind,
            let from = start.constantValue?.integer, let last = end.constantValue?.integer
        else { return }
        let scope = level.rows
        let nodes = Array(node.nodes.dropFirst())
        guard scope.fields[index].type.isTemporal, !scope.fields[index].isDueDate,
            !nodes.contains(where: { $0.kind == .relativePeriod }), let data = scope.dataSet, let asOf = scope.asOf,
            let bounds = data.table.columns[index].bounds
        else { return }
        let until = op == .less ? last : last + 1
        guard from >= asOf.end || until <= bounds.lowerBound || until > asOf.end else { return }
        let text = nodes.map(\.canonicalText).joined(separator: " and ")
        let place = nodes.first?.range.union(nodes.last?.range ?? node.range) ?? node.range
        if from >= asOf.end || until <= bounds.lowerBound {
            let days = "\(ValueText.date(bounds.lowerBound)) to \(ValueText.date(min(bounds.upperBound, asOf.day)))"
            binder.warn(id, at: place, "the data has nothing in `\(text)`", advice: "it has \(name) from \(days)")
        } else {
            let day = ValueText.date(asOf.day)
            let range = "\(ValueText.date(from)) to \(day)"
            binder.note(
                id, at: place, "the data ends on \(day), before `\(text)` does",
                fixIts: node.kind == .betweenExpression
                    ? [.writing(day, at: nodes[1].range)]
                    : from % Milliseconds.day == 0
                        ? [.writing("in \(range)", at: self.range(node))] : [])
        }
    }

    /// The condition without the time that it is about.
    private func range(_ node: SyntaxNode) -> SourceRange {
        guard let time = node.nodes.first, let sign = node.tokens.first else { return node.range }
        return SourceRange(max(time.range.end, sign.start), node.range.end)
    }
}
