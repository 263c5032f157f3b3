import Semantics

extension ValueRange {
    /// Decides the comparison of all values with a constant.
    /// - Parameter missingHolds: whether the condition is true of a missing value, as `!=` is.
    func verdict(_ op: ComparisonOperator, _ constant: Int64, missingHolds: Bool) -> Verdict {
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
