package import Columnar
package import Functions

/// One aggregate of a grouped stage: `median time_to_close if late`.
package struct AggregateCall: Sendable {
    package let function: AggregateFunction
    /// What is aggregated; nil for `count`.
    package let operand: BoundExpression?
    /// Only rows where this holds take part.
    package let condition: BoundExpression?
    /// The quantile of `pNN`, else 0.
    package let fraction: Double
    package let type: DataType
    /// The call as the plan and the notes print it.
    package let name: String

    package init(
        function: AggregateFunction, operand: BoundExpression?, condition: BoundExpression?, fraction: Double = 0,
        type: DataType, name: String
    ) {
        self.function = function
        self.operand = operand
        self.condition = condition
        self.fraction = fraction
        self.type = type
        self.name = name
    }
}
