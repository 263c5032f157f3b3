package import Columnar
package import Functions

/// One aggregate of a grouped stage: `median time_to_close if late`.
package struct AggregateCall: Sendable {
    package let function: AggregateFunction
    /// What is aggregated; nil for `count`.
    package let operand: BoundExpression?
    /// Only rows where this holds take part.
    package let condition: BoundExpression?
    /// The bucket of the time axis that a row belongs to for this call, where it is not the stage's own: closures count by
    /// their end.
    package var bucket: BoundExpression?
    /// The quantile of `pNN`, else 0.
    package let fraction: Double
    package let type: DataType
    /// The call as the plan prints it; calls of one name are one call.
    package let name: String
    /// The call and its operand as the query spells them, for the notes.
    package let text: String
    package let operandText: String

    package init(
        function: AggregateFunction, operand: BoundExpression?, condition: BoundExpression?,
        bucket: BoundExpression? = nil, fraction: Double = 0, type: DataType, name: String, text: String,
        operandText: String = ""
    ) {
        self.function = function
        self.operand = operand
        self.condition = condition
        self.bucket = bucket
        self.fraction = fraction
        self.type = type
        self.name = name
        self.text = text
        self.operandText = operandText
    }
}
