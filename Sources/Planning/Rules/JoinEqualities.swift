import Columnar
import Semantics

extension OptimizerRule {
    /// `a = 1 or a = 2` becomes `a in (1, 2)`: one look-up instead of two comparisons.
    static let joinEqualities = OptimizerRule("join equalities", condition: { condition in
        condition.rewritten { expression in
            guard case .or(let parts) = expression.kind else { return expression }
            var operand: BoundExpression?
            var values: [Value] = []
            for part in parts {
                guard let (column, found) = equality(part) else { return expression }
                if let known = operand, known.description != column.description { return expression }
                operand = column
                values += found
            }
            guard let operand else { return expression }
            return BoundExpression(.membership(operand, values, isNegated: false), .boolean)
        }
    })

    private static func equality(_ expression: BoundExpression) -> (BoundExpression, [Value])? {
        switch expression.kind {
        case .comparison(.equal, let left, let right):
            guard case .column = left.kind, let value = right.constantValue else { return nil }
            return (left, [value])
        case .membership(let operand, let values, isNegated: false):
            guard case .column = operand.kind else { return nil }
            return (operand, values)
        default: return nil
        }
    }
}
