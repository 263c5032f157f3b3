import Columnar
import Semantics

extension OptimizerRule {
    /// Parts of conditions without columns are computed once.
    static let foldConstants = OptimizerRule("fold constants", condition: { condition in
        condition.rewritten { expression in
            if case .constant = expression.kind { return expression }
            guard expression.references.isEmpty else { return expression }
            let evaluator = RowEvaluator { _ in .missing }
            // Conditions of filters are two-valued, and so are their parts.
            let value: Value =
                expression.type == .boolean ? .boolean(evaluator.isTrue(expression)) : evaluator.value(expression)
            return .constant(value, type: expression.type)
        }
    })
}
