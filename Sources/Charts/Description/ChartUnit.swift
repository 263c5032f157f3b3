package import Columnar

/// What the values of a chart are, which decides about ticks and their texts.
package enum ChartUnit: Hashable, Sendable {
    /// Whole numbers.
    case count
    case number
    /// Fractions shown as percentages.
    case percent
    /// Differences of fractions, shown in percentage points.
    case points
    /// Seconds.
    case duration
    /// Milliseconds since 1970.
    case time

    /// The unit of a column's values; nil where they are no numbers.
    package init?(_ type: DataType) {
        switch type {
        case .integer: self = .count
        case .number: self = .number
        case .percent, .rate, .share: self = .percent
        case .points: self = .points
        case .duration, .meanDuration: self = .duration
        case .time, .date: self = .time
        case .boolean, .text, .period, .point: return nil
        }
    }
}

extension Value {
    /// The number by which a chart places the value, in the unit's terms; nil when it is missing or infinite.
    package var charted: Double? {
        switch self {
        case .time(let time), .date(let time): Double(time)
        default: double.flatMap { $0.isFinite ? $0 : nil }
        }
    }
}
