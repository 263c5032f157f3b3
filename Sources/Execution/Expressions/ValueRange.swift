import Columnar

/// The bounds within which the known values of some rows lie, and whether one of them may be missing. Without a known value
/// the smallest is above the largest.
struct ValueRange {
    let low: Int64
    let high: Int64
    let hasMissing: Bool

    private static let nothing = ValueRange(low: .max, high: .min, hasMissing: true)

    private var isEmpty: Bool { low > high }

    /// Nil when a bound needs more than 64 bits.
    static func + (left: ValueRange, right: ValueRange) -> ValueRange? {
        if left.isEmpty || right.isEmpty { return nothing }
        let (low, isLowBeyond) = left.low.addingReportingOverflow(right.low)
        let (high, isHighBeyond) = left.high.addingReportingOverflow(right.high)
        return isLowBeyond || isHighBeyond
            ? nil : ValueRange(low: low, high: high, hasMissing: left.hasMissing || right.hasMissing)
    }

    static func - (left: ValueRange, right: ValueRange) -> ValueRange? {
        if left.isEmpty || right.isEmpty { return nothing }
        let (low, isLowBeyond) = left.low.subtractingReportingOverflow(right.high)
        let (high, isHighBeyond) = left.high.subtractingReportingOverflow(right.low)
        return isLowBeyond || isHighBeyond
            ? nil : ValueRange(low: low, high: high, hasMissing: left.hasMissing || right.hasMissing)
    }
}
