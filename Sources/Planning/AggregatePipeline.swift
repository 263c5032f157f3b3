package import Columnar
package import Semantics

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
