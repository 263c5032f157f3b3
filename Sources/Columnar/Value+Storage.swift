/// Values as columns keep them.
extension Value {
    /// A value of an `integers` column.
    package init(integer: Int64, type: DataType) {
        guard integer != Missing.integer else {
            self = .missing
            return
        }
        switch type {
        case .time: self = .time(integer)
        case .date: self = .date(integer)
        case .duration: self = .duration(integer)
        case .period(let grain): self = .period(Period(grain: grain, ordinal: Int(integer)))
        default: self = .integer(integer)
        }
    }

    /// A value of a `numbers` column.
    package init(number: Double, type: DataType) {
        guard !number.isNaN else {
            self = .missing
            return
        }
        switch type {
        case .percent, .points: self = .percent(number)
        case .meanDuration: self = .meanDuration(number)
        default: self = .number(number)
        }
    }

    /// The double form of numbers and fractions, milliseconds for durations; nil for every other value.
    package var number: Double? {
        switch self {
        case .duration(let value): Double(value)
        case .meanDuration(let value): value
        default: double
        }
    }

    /// The 64-bit form of whole numbers, times, durations and periods; nil for every other value.
    package var integer: Int64? {
        switch self {
        case .integer(let value), .time(let value), .date(let value), .duration(let value): value
        case .period(let period): Int64(period.ordinal)
        default: nil
        }
    }
}
