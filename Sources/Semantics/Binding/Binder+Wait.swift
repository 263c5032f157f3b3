import Columnar
import Diagnostics
import Functions
import Syntax

extension Binder {
    /// `wait median`, `wait p90`: quantiles of the time from a case's start to its end in which open cases count as what they
    /// are, waits that are not over (Kaplan and Meier 1958).
    func bindWait(_ node: SyntaxNode, _ scope: MeasureScope) -> BoundExpression? {
        let words = node.tokens.filter { $0.kind == .word }.map { node.text($0).lowercased() }
        guard words.count > 1, let fraction = words[1] == "median" ? 0.5 : AggregateWord.quantile(words[1]) else {
            return fail("wait-quantile", at: node.range, "expected `wait median` or a quantile such as `wait p90`")
        }
        guard let span = spans(scope.rows).first, case .span(let startNode, let endNode) = span.meaning else {
            return fail(
                "no-span", at: node.range, "`wait` needs a span, and there is none",
                advice: "define one: `span backlog = opened to closed`")
        }
        // Data without any time has no end, and nobody waits in it.
        let asOf = scope.rows.asOf ?? AsOf(day: 0, isDateOnly: true)
        guard let start = bind(startNode, .row(scope.rows)), let end = bind(endNode, .row(scope.rows)),
            let observed = arithmetic(.subtract, end, start, at: node.range),
            let open = arithmetic(.subtract, .constant(.time(asOf.instant), type: .time), start, at: node.range)
        else { return nil }
        // One number says both how long and whether it is over: twice the length, plus one while it is open.
        func doubled(_ length: BoundExpression, plus rest: Int64) -> BoundExpression {
            let twice = BoundExpression(
                .arithmetic(.multiply, length, .constant(.integer(2), type: .integer)), .duration)
            return rest == 0
                ? twice
                : BoundExpression(.arithmetic(.add, twice, .constant(.duration(rest), type: .duration)), .duration)
        }
        let limit = BoundExpression.constant(.time(asOf.end), type: .time)
        let isOver = BoundExpression(.comparison(.less, converted(end, to: .time), limit), .boolean)
        let operand = BoundExpression(
            .conditional([(isOver, doubled(observed, plus: 0))], otherwise: doubled(open, plus: 1)), .duration)
        let name = "wait \(words[1])" + (scope.condition.map { " if \($0)" } ?? "")
        return scope.reference(
            AggregateCall(
                function: .wait, operand: operand, condition: scope.condition, fraction: fraction, type: .duration,
                name: name, text: node.canonicalText, operandText: "start"))
    }
}
