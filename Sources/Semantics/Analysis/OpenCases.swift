import Columnar
import Diagnostics
import Functions
import Syntax

/// How long closed cases took says too little as long as others wait.
struct OpenCases: Analyzer {
    let id = "open-cases"
    let explanation = """
        An average or a quantile of the time to close knows closed cases only. Open ones, which have often waited longest, \
        are missing from it, so that it looks better than it is. `wait median` and `wait p90` count open cases as waits \
        that are not over (Kaplan and Meier).
        """
    let example = "group by department show median time_to_close"

    private static let functions = ["avg", "median", "quantile", "max"]

    func inspect(_ expression: BoundExpression, at node: SyntaxNode, _ level: Level, _ binder: Binder) {
        guard node.kind == .aggregate, case .measure(let scope) = level,
            case .column(.aggregate(let index, _)) = expression.kind
        else { return }
        let call = scope.stage.calls[index]
        guard OpenCases.functions.contains(call.function.name), let operand = call.operand,
            operand.type == .duration, let span = endOfFirstSpan(scope, binder), isTime(operand, to: span.end)
        else { return }
        // Measures of the same rows leave out the same cases: the first of them says so.
        let isRepeated = scope.stage.calls[..<index].contains {
            $0.operandText == call.operandText && $0.condition?.description == call.condition?.description
                && OpenCases.functions.contains($0.function.name)
        }
        guard !isRepeated, !scope.isOtherSide else { return }
        let (range, isOwn) = binder.site(of: node.range)
        let texts = [call.text] + (scope.comparison.map { ["\(call.text) \($0.word)"] } ?? [])
        let fixIts = isOwn ? waits(node, call, operand, span) : []
        let wait = call.fraction > 0 ? "wait \(node.text(node.firstToken).lowercased())" : "wait median"
        let (id, label) = (id, node.canonicalText)
        binder.afterwards(self) { facts in
            let count = texts.reduce(0) { $0 + (facts.leftOut[$1] ?? 0) }
            guard count > 0 else { return nil }
            return Diagnostic(
                .note, id: id, at: range,
                "`\(wait)` counts the \(count == 1 ? "open case" : "\(grouped(count)) open cases") that `\(label)` leaves out",
                fixIts: fixIts)
        }
    }

    private func endOfFirstSpan(_ scope: MeasureScope, _ binder: Binder) -> (
        start: BoundExpression, end: BoundExpression
    )? {
        guard case .span(let start, let end)? = binder.spans(scope.rows).first?.meaning else { return nil }
        // A span that does not bind is a mistake of its own, not of this query.
        return binder.quietly {
            guard let first = binder.bind(start, .row(scope.rows)), let last = binder.bind(end, .row(scope.rows)) else {
                return nil
            }
            return (first, last)
        }
    }

    /// Whether an expression is the time from somewhere to the end of a span.
    private func isTime(_ operand: BoundExpression, to end: BoundExpression) -> Bool {
        guard case .arithmetic(.subtract, let left, _) = operand.kind else { return false }
        return Fact.plain(left).description == Fact.plain(end).description
    }

    private func waits(
        _ node: SyntaxNode, _ call: AggregateCall, _ operand: BoundExpression,
        _ span: (start: BoundExpression, end: BoundExpression)
    ) -> [FixIt] {
        guard case .arithmetic(.subtract, _, let right) = operand.kind,
            call.fraction > 0 || call.function.name == "median",
            Fact.plain(right).description == Fact.plain(span.start).description
        else { return [] }
        let spelling = "wait \(node.text(node.firstToken).lowercased())"
        return [.writing(spelling, at: node.range)]
    }
}
