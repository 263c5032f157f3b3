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
