/// What a column's values are: the logical type that the language sees.
///
/// Several logical types share one physical form (`PhysicalType`): a date and a duration are both whole milliseconds,
/// they differ in what may be done with them and in how they print.
public enum DataType: Hashable, Sendable {
    /// True, false or missing.
    case boolean
    /// Whole numbers, 64 bits.
    case integer
    /// Double precision numbers.
    case number
    /// A fraction that prints as a percentage: `0.25` is `25%`.
    case percent
    /// A difference of fractions, in percentage points: `0.05` is `5 pp`.
    case points
    /// Dictionary-coded text: categories, identifiers and free text alike.
    case text
    /// A civil date and time without a zone, in milliseconds since 1970-01-01.
    case time
    /// A `time` whose values all lie at midnight: the data carries no time of day.
    case date
    /// A length of time in whole milliseconds.
    case duration
    /// A length of time that was computed from several (a mean, a median): milliseconds with fractions.
    case meanDuration
    /// A bucket of a time axis, as its ordinal since the bucket that holds 1970-01-01.
    case period(Grain)
    /// A share of rows kept as (numerator, denominator): totals and later stages add both.
    case rate
    /// A share of a total kept as (numerator, denominator): totals add the numerators over the one denominator.
    case share
    /// A pair of coordinates.
    case point

    /// The form in which values of this type lie in memory.
    public var physical: PhysicalType {
        switch self {
        case .boolean: .bytes
        case .integer, .time, .date, .duration, .period: .integers
        case .number, .percent, .points, .meanDuration: .numbers
        case .text: .codes
        case .rate, .share, .point: .pairs
        }
    }

    /// Whether values can be added and averaged.
    public var isNumeric: Bool {
        switch self {
        case .integer, .number, .percent, .points, .duration, .meanDuration, .rate, .share: true
        case .boolean, .text, .time, .date, .period, .point: false
        }
    }

    /// Whether values are instants of the calendar.
    public var isTemporal: Bool { self == .time || self == .date }

    public var isDuration: Bool { self == .duration || self == .meanDuration }

    /// Whether values print as percentages.
    public var isFraction: Bool { self == .percent || self == .points || self == .rate || self == .share }

    /// The word for this type in messages and in the reference, with its article where it needs one.
    public var description: String {
        switch self {
        case .boolean: "a condition"
        case .integer: "a whole number"
        case .number: "a number"
        case .percent: "a percentage"
        case .points: "a difference in percentage points"
        case .text: "text"
        case .time: "a time"
        case .date: "a date"
        case .duration, .meanDuration: "a duration"
        case .period(let grain): "a \(grain.rawValue)"
        case .rate: "a rate"
        case .share: "a share"
        case .point: "a point"
        }
    }
}
