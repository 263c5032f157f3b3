import Columnar
import Execution
import Functions
import Planning
import Semantics

/// Counts rows for result checks: how many of a plan's rows fulfil each of some conditions, in one pass.
enum RowCounts {
    /// The counts, in the order of the conditions; none when the run is cancelled.
    static func of(_ conditions: [BoundExpression], in input: LogicalPlan, _ executor: Executor) -> [Int] {
        var stage = GroupedStage()
        for (index, condition) in conditions.enumerated() {
            let name = "count \(index)"
            stage.calls.append(
                AggregateCall(
                    function: .count, operand: nil, condition: condition, type: .integer, name: name, text: name))
            stage.items.append(
                Item(name: name, expression: BoundExpression(.column(.aggregate(index, name: name)), .integer)))
        }
        let plan = PhysicalPlanner.plan(Optimizer.optimize(.group(input, stage)))
        guard let table = try? executor.run(plan).table, table.rowCount == 1 else { return [] }
        return table.columns.map { Int($0.column[0].integer ?? 0) }
    }
}
