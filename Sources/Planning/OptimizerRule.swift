package import Semantics

/// One improvement of a logical plan that keeps its meaning. A rule is one file and one line in `Optimizer.rules`.
package struct OptimizerRule: Sendable {
    package let name: String
    /// Rewrites one node; its inputs have been rewritten already.
    package let rewrite: @Sendable (LogicalPlan) -> LogicalPlan

    package init(_ name: String, rewrite: @escaping @Sendable (LogicalPlan) -> LogicalPlan) {
        self.name = name
        self.rewrite = rewrite
    }

    /// A rule about the conditions of filters.
    package init(_ name: String, condition: @escaping @Sendable (BoundExpression) -> BoundExpression) {
        self.init(name) { plan in
            guard case .filter(let input, let expression) = plan else { return plan }
            return .filter(input, condition(expression))
        }
    }

    func apply(_ plan: LogicalPlan) -> LogicalPlan {
        rewrite(plan.input.map { plan.replacing(input: apply($0)) } ?? plan)
    }
}
