package import Columnar
import Planning
package import Semantics

extension Executor {
    /// The values that an expression has in the rows for which all conditions hold, and how many rows have each; in no
    /// particular order, which is what makes it fast where there are very many.
    package func valueCounts(
        of expression: BoundExpression, in dataSet: DataSet, where conditions: [BoundExpression]
    ) throws(ExecutionError) -> (values: Column, counts: [Int]) {
        var stage = GroupedStage()
        stage.dimensions = [GroupedStage.Dimension(name: "value", expression: expression)]
        var input = LogicalPlan.scan(dataSet)
        if !conditions.isEmpty { input = .filter(input, BoundExpression.all(conditions)) }
        guard case .aggregate(_, let pipeline) = PhysicalPlanner.plan(.group(input, stage)) else {
            return (Column(type: expression.type, values: []), [])
        }
        let groups = try GroupScan(pipeline, dataSet.table, options).run()
        return (groups.dimensions[0], groups.rowCounts)
    }
}
