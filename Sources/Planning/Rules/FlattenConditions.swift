import Columnar
import Semantics

extension OptimizerRule {
    /// Nested `and` and `or` become one list each; a double `not` vanishes.
    static let flattenConditions = OptimizerRule("flatten conditions", condition: { condition in
        condition.rewritten { expression in
            switch expression.kind {
            case .and(let parts):
                let flat = parts.flatMap { part in if case .and(let inner) = part.kind { inner } else { [part] } }
                return BoundExpression(.and(flat), .boolean)
            case .or(let parts):
                let flat = parts.flatMap { part in if case .or(let inner) = part.kind { inner } else { [part] } }
                return BoundExpression(.or(flat), .boolean)
            case .not(let operand):
                if case .not(let inner) = operand.kind, inner.type == .boolean { return inner }
                return expression
            default: return expression
            }
        }
    })
}
