import Columnar
import Semantics

/// Decides the comparison of a column with a constant for runs of rows, by the bounds of the column's blocks.
struct ZoneTest {
    let zones: ZoneMap
    let constant: Int64

    /// - Parameter missingHolds: whether the condition is true of a missing value, as `!=` is.
    func verdict(_ op: ComparisonOperator, _ start: Int, _ end: Int, missingHolds: Bool) -> Verdict {
        let (low, high, hasMissing) = zones.bounds(start, end)
        let isOutside = constant < low || constant > high
        let isOnly = low == constant && high == constant
        let (none, all): (Bool, Bool) =
            switch op {
            case .equal: (isOutside, isOnly)
            case .notEqual: (isOnly, isOutside)
            case .less: (low >= constant, high < constant)
            case .lessOrEqual: (low > constant, high <= constant)
            case .greater: (high <= constant, low > constant)
            case .greaterOrEqual: (high < constant, low >= constant)
            }
        if all, !hasMissing || missingHolds { return .all }
        return none && !(hasMissing && missingHolds) ? .none : .some
    }
}
