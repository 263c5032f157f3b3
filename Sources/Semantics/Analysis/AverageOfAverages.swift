import Columnar
import Diagnostics
import Functions
import Syntax

/// The mean of group means gives a group of three rows the weight of one of three thousand.
struct AverageOfAverages: Analyzer {
    let id = "average-of-averages"
    let explanation = """
        A later stage averages or adds up what an earlier one averaged, so that a small group counts as much as a large \
        one. The average of all rows comes from one stage without the groups. Where each group should count the same, \
        this is right, and `median` says so too. Rates need no care: they are pooled from their rows.
        """
    let example = "group by district show typical = avg overdue | show avg typical"

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        guard node.kind == .aggregate, case .measure(let scope) = level, scope.rows.dataSet == nil,
            case .column(.aggregate(let index, _)) = expression.kind
        else { return }
        let call = scope.stage.calls[index]
        guard call.function.name == "avg" || call.function.name == "sum",
            case .column(.input(let column, let name))? = call.operand.map(Fact.plain)?.kind,
            let made = scope.rows.fields[column].average
        else { return }
        binder.warn(
            id, at: node.range,
            "`\(name)` is \(made) of each group: this \(call.function.name == "avg" ? "averages" : "adds up") groups, not rows",
            advice: "`\(made)` of all rows needs one stage",
            fixIts: call.function.name == "avg" ? pooled(made, node, binder) : [])
    }

    /// The first stage without its groups, when the second one does nothing but average.
    private func pooled(_ measure: String, _ node: SyntaxNode, _ binder: Binder) -> [FixIt] {
        guard let stages = binder.query?.nodes(.stage), stages.count == 2, let last = stages.last,
            last.nodes.map(\.kind) == [.showClause], last.nodes[0].nodes(.item).count == 1,
            last.nodes[0].nodes(.item)[0].nodes.last?.range == node.range
        else { return [] }
        let rows: Set<SyntaxKind> = [.reference, .fromClause, .whereClause, .lookupClause, .asOfClause, .dedupeClause]
        let kept = stages[0].nodes.filter { rows.contains($0.kind) }.map(\.text) + ["show \(measure)"]
        let text = kept.joined(separator: " ")
        return [.writing(text, at: stages[0].range.union(last.range))]
    }
}
