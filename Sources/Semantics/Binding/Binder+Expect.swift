import Columnar
package import Diagnostics
package import Syntax

extension Binder {
    /// expect = "expect" ( "none" query | query "always" expression )
    ///
    /// The plan gives the rows that break the expectation: none of them means that it holds.
    package static func bindExpectation(
        _ statement: SyntaxNode, in environment: Environment
    ) -> (plan: LogicalPlan?, diagnostics: [Diagnostic]) {
        let binder = Binder(environment)
        guard let query = statement.first(.query), let plan = binder.bindQuery(query) else {
            return (nil, binder.diagnostics)
        }
        if statement.has(.none) { return (binder.diagnostics.hasErrors ? nil : plan, binder.diagnostics) }
        let rows = RowScope(fields: plan.fields, dataSet: nil)
        guard let node = statement.nodes.last, node.kind != .query,
            let condition = binder.bindCondition(node, .row(rows))
        else { return (nil, binder.diagnostics) }
        var stage = ListStage()
        stage.items = rows.fields.indices.map { Item(name: rows.fields[$0].name, expression: rows.column($0)) }
        let broken = LogicalPlan.list(.filter(plan, condition.negated), stage)
        return (binder.diagnostics.hasErrors ? nil : broken, binder.diagnostics)
    }
}
