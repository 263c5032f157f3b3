/// One value of any type, for constants, for results that leave the engine and for everything that is not a hot loop.
public enum Value: Hashable, Sendable {
    case missing
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    /// A fraction shown as a percentage.
    case percent(Double)
    case text(String)
    /// Milliseconds since 1970-01-01.
    case time(Int64)
    /// Milliseconds since 1970-01-01, at midnight.
    case date(Int64)
    /// Milliseconds.
    case duration(Int64)
    /// Milliseconds with fractions: a mean or a median of durations.
    case meanDuration(Double)
    case period(Period)
    /// A share of rows: numerator and denominator.
    case rate(Double, Double)
    /// A share of a total: numerator and denominator.
    case share(Double, Double)
    /// A pair of coordinates.
    case point(Double, Double)

    /// The type, or nil for a missing value.
    public var type: DataType? {
        switch self {
        case .missing: nil
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .percent: .percent
        case .text: .text
        case .time: .time
        case .date: .date
        case .duration: .duration
        case .meanDuration: .meanDuration
        case .period(let period): .period(period.grain)
        case .rate: .rate
        case .share: .share
        case .point: .point
        }
    }

    public var isMissing: Bool { self == .missing }

    /// The value as a double where it is a number, a fraction or a duration (in seconds); else nil.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value), .percent(let value): value
        case .duration(let value): Double(value) / 1_000
        case .meanDuration(let value): value / 1_000
        case .rate(let numerator, let denominator), .share(let numerator, let denominator):
            denominator == 0 ? nil : numerator / denominator
        default: nil
        }
    }
}
