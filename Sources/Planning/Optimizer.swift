package import Semantics

/// Applies the rules, each once, in order.
package enum Optimizer {
    package static let rules: [OptimizerRule] = [
        .foldConstants, .flattenConditions, .joinEqualities, .removeTrivialFilters, .orderConditions,
    ]

    package static func optimize(_ plan: LogicalPlan) -> LogicalPlan {
        rules.reduce(plan) { plan, rule in rule.apply(plan) }
    }

    /// The plan as it was, and after each rule that changed it.
    package static func trace(_ plan: LogicalPlan) -> [(rule: String, plan: LogicalPlan)] {
        var steps = [(rule: "as written", plan: plan)]
        var current = plan
        for rule in rules {
            let next = rule.apply(current)
            if next.description != current.description { steps.append((rule.name, next)) }
            current = next
        }
        return steps
    }
}
