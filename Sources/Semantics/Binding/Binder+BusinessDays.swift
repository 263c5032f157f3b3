import Columnar
import Functions
import Syntax

/// Business days: the time between two moments without weekends and holidays.
extension Binder {
    /// Whether a node is a number of business days: `5bd`.
    func isBusinessDays(_ node: SyntaxNode) -> Bool {
        node.kind == .literal && node.firstToken.kind == .duration && node.text.lowercased().hasSuffix("bd")
    }

    /// A difference of two times against a number of business days.
    func bindBusinessDays(
        _ op: ComparisonOperator, _ node: SyntaxNode, _ literal: SyntaxNode, _ level: Level
    ) -> BoundExpression? {
        guard let left = bind(node, level) else { return nil }
        guard let difference = businessTime(between: left) else {
            return fail(
                "business-days", at: node.range,
                "business days are compared with the difference of two times; `\(node.canonicalText)` is none",
                advice: "for example `closed - opened > 5bd`; `business_days(opened, closed)` is their number")
        }
        guard let days = Double(literal.text.dropLast(2).filter { $0 != "_" }), days < 1e8 else {
            return fail("out-of-range", at: literal.range, "the duration `\(literal.text)` is too long")
        }
        let length = Int64((days * Double(Milliseconds.day)).rounded())
        let right = BoundExpression.constant(.duration(length), type: .duration)
        return BoundExpression(.comparison(op, difference, right), .boolean)
    }

    /// `business_days(from, to)`
    func bindBusinessDaysCall(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let times = node.nodes.compactMap { bind($0, level).map(moment) }
        guard times.count == node.nodes.count else { return nil }
        guard times.count == 2, times.allSatisfy({ $0.type.isTemporal || $0.constantValue == .missing }) else {
            return fail(
                times.count == 2 ? "argument-type" : "argument-count", at: node.range,
                "`business_days` takes two times: `business_days(opened, closed)`")
        }
        let difference = BoundExpression(
            .arithmetic(.subtract, businessTime(at: times[1]), businessTime(at: times[0])), .duration)
        return BoundExpression(.call(.days, [difference]), .number)
    }

    private func businessTime(at time: BoundExpression) -> BoundExpression {
        let holidays = environment.holidays.map { BoundExpression.constant(.date($0), type: .date) }
        return BoundExpression(.call(.businessTime, [time] + holidays), .duration)
    }

    /// The business time of an expression that is a difference of two times, or a choice among such.
    private func businessTime(between expression: BoundExpression) -> BoundExpression? {
        switch expression.kind {
        case .arithmetic(.subtract, let end, let start) where end.type.isTemporal && start.type.isTemporal:
            return BoundExpression(.arithmetic(.subtract, businessTime(at: end), businessTime(at: start)), .duration)
        case .convert(let inner): return businessTime(between: inner)
        case .constant(.missing): return .constant(.missing, type: .duration)
        case .coalesce(let parts):
            let times = parts.compactMap(businessTime(between:))
            return times.count == parts.count ? BoundExpression(.coalesce(times), .duration) : nil
        case .conditional(let branches, let otherwise):
            let values = branches.compactMap { branch in
                businessTime(between: branch.value).map { (condition: branch.condition, value: $0) }
            }
            guard values.count == branches.count, let last = businessTime(between: otherwise) else { return nil }
            return BoundExpression(.conditional(values, otherwise: last), .duration)
        default: return nil
        }
    }
}
