package import Columnar
package import Semantics

/// How a query runs: pipelines that read their input once, and where they end.
package indirect enum PhysicalPlan: Sendable {
    case scan(DataSet)
    /// Filters, groups and aggregates in one pass over the input.
    case aggregate(input: PhysicalPlan, AggregatePipeline)
    /// Filters and lists rows.
    case rows(input: PhysicalPlan, conditions: [BoundExpression], ListStage)
    /// Filters rows and marks those that repeat a kept one.
    case dedupe(input: PhysicalPlan, conditions: [BoundExpression], Deduplication)
    /// One pass a dimension, and the effects from what they give.
    case why(input: PhysicalPlan, [AggregatePipeline], WhyStage)
    /// One pass a dimension, and a significance test of what it gives.
    case test(input: PhysicalPlan, [AggregatePipeline], TestStage)
    /// Converts points and finds their zones.
    case located(input: PhysicalPlan, Locating)
    case draw(PhysicalPlan, ChartKind)
    case into(PhysicalPlan, path: String)
}

/// One pass over the rows of the input: the conditions, each on what the ones before left; the dimensions' codes; and
/// the operands, each computed once for all the aggregates that need it.
package struct AggregatePipeline: Sendable {
    package let conditions: [BoundExpression]
    package let stage: GroupedStage
    package let operands: [Operand]
    /// By the position of the call: what its result is divided by, in milliseconds, where the aggregate is computed over
    /// durations in place of numbers of hours or days. Whole milliseconds are added exactly, and one division a group
    /// replaces one a row.
    package let units: [Int64?]

    /// The type of what a call is computed over.
    package func operandType(_ call: Int) -> DataType {
        units[call] != nil ? .duration : stage.calls[call].operand?.type ?? .integer
    }

    package struct Operand: Sendable {
        /// Nil where the aggregates count rows.
        package let expression: BoundExpression?
        package let condition: BoundExpression?
        /// The bucket of the time axis, where it is not the stage's own.
        package let bucket: BoundExpression?
        /// The positions in `stage.calls` of the aggregates over this operand.
        package let calls: [Int]
    }
}
