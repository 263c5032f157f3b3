import Columnar
import Semantics

extension OptimizerRule {
    /// Conditions that always hold are dropped, and a filter without conditions with them.
    static let removeTrivialFilters = OptimizerRule("remove trivial filters") { plan in
        guard case .filter(let input, let condition) = plan else { return plan }
        var parts = [condition]
        if case .and(let inner) = condition.kind { parts = inner }
        let kept = parts.filter { $0.constantValue != .boolean(true) }
        if kept.count == parts.count { return plan }
        if kept.isEmpty { return input }
        return .filter(input, BoundExpression.all(kept))
    }
}
