import Columnar

/// Conditions made of others.
extension BoundExpression {
    /// True where every one of the conditions is.
    package static func all(_ conditions: [BoundExpression]) -> BoundExpression {
        conditions.count == 1 ? conditions[0] : BoundExpression(.and(conditions), .boolean)
    }

    /// True where one of the conditions is.
    package static func any(_ conditions: [BoundExpression]) -> BoundExpression {
        conditions.count == 1 ? conditions[0] : BoundExpression(.or(conditions), .boolean)
    }

    /// True where this condition is not; unknown stays unknown in a rate.
    package var negated: BoundExpression { BoundExpression(.not(self), .boolean) }
    package var isKnown: BoundExpression { BoundExpression(.isKnown(self), .boolean) }
    package var isMissing: BoundExpression { BoundExpression(.isMissing(self), .boolean) }
}
