import Columnar
import Semantics

extension OptimizerRule {
    /// Cheap and selective conditions come first: each one is computed for the rows that the ones before have left.
    static let orderConditions = OptimizerRule(
        "order conditions",
        condition: { condition in
            guard case .and(let parts) = condition.kind else { return condition }
            let ordered = parts.enumerated().sorted { (cost($0.element), $0.offset) < (cost($1.element), $1.offset) }
            return .all(ordered.map(\.element))
        })

    /// A rank of the work a row: look-ups by code, then comparisons of numbers, then the rest by size.
    private static func cost(_ expression: BoundExpression) -> Int {
        switch expression.kind {
        case .constant: 0
        case .column: 1
        case .comparison(.equal, let left, _) where left.type == .text: 2
        case .membership(let operand, _, _) where operand.type == .text: 2
        case .isMissing, .isKnown: 3
        case .comparison: 4 + expression.children.map(cost).reduce(0, +)
        case .textTest: 10
        default: 6 + expression.children.map(cost).reduce(0, +)
        }
    }
}
