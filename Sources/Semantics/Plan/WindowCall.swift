package import Columnar

/// A computation over the rows of a grouped result.
package struct WindowCall: Sendable {
    package enum Kind: Sendable, Hashable {
        /// The operand over its sum across the groups that share the given dimensions (none: over everything).
        case share(within: [Int])
        /// The running total of the operand along the time axis or the display order.
        case running
    }

    package let kind: Kind
    /// Over dimensions, aggregates and earlier windows.
    package let operand: BoundExpression
    package let type: DataType
    package let name: String

    package init(kind: Kind, operand: BoundExpression, type: DataType, name: String) {
        self.kind = kind
        self.operand = operand
        self.type = type
        self.name = name
    }
}
