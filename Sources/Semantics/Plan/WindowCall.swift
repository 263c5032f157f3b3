package import Columnar

/// A computation over the rows of a grouped result.
package struct WindowCall: Sendable {
    package enum Kind: Sendable, Hashable {
        /// The operand over its sum across the groups that share the given dimensions (none: over everything).
        case share(within: [Int])
        /// The running total of the operand along the time axis or the display order.
        case running
        /// The running total along the time axis only: stocks.
        case runningAxis
        /// The place of the operand among the rows, 1 = largest; equal values share the better place.
        case rank
        /// 100 × the operand / the mean of its column.
        case index
        /// The robust z-score of the operand along the time axis, within weekdays for days.
        case anomaly
        /// The mean of the operand over so many buckets of the time axis up to this one; rates pool their pairs.
        case rolling(buckets: Int)
        /// The difference to the bucket so many places earlier.
        case change(lag: Int)
        /// The same difference in proportion to that bucket.
        case growth(lag: Int)
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

    /// Whether the values depend on the order in which the rows are shown.
    package var followsDisplayOrder: Bool { kind == .running }

    /// Whether values come from other rows or buckets, so that the total of some rows has none.
    package var hasNoTotal: Bool {
        if case .share = kind { return false }
        return true
    }

    /// The same but for stocks, which add up over the groups of a bucket.
    package var looksAtNeighbours: Bool { hasNoTotal && kind != .runningAxis }
}
