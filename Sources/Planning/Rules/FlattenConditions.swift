import Columnar
import Semantics

extension OptimizerRule {
    /// Nested `and` and `or` become one list each, without the constants that decide nothing; a double `not` vanishes.
    static let flattenConditions = OptimizerRule(
        "flatten conditions",
        condition: { condition in
            condition.rewritten { expression in
                switch expression.kind {
                case .and(let parts):
                    let flat = parts.flatMap { part in if case .and(let inner) = part.kind { inner } else { [part] } }
                    return junction(flat, neutral: true, BoundExpression.all)
                case .or(let parts):
                    let flat = parts.flatMap { part in if case .or(let inner) = part.kind { inner } else { [part] } }
                    return junction(flat, neutral: false, BoundExpression.any)
                case .not(let operand):
                    if case .not(let inner) = operand.kind, inner.type == .boolean { return inner }
                    return expression
                default: return expression
                }
            }
        })

    /// `and` without `true`, or `or` without `false`; the other constant decides the whole.
    private static func junction(
        _ parts: [BoundExpression], neutral: Bool, _ make: ([BoundExpression]) -> BoundExpression
    ) -> BoundExpression {
        let deciding = parts.first { $0.constantValue == .boolean(!neutral) }
        if let deciding { return deciding }
        let kept = parts.filter { $0.constantValue != .boolean(neutral) }
        if kept.isEmpty { return .constant(.boolean(neutral), type: .boolean) }
        return make(kept)
    }
}
