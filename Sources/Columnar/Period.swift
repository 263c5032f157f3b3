/// One bucket of the calendar: a year, a quarter, a month, an ISO week, a day, an hour or a minute.
public struct Period: Hashable, Sendable, Comparable {
    public let grain: Grain
    /// The bucket's number, counted from the one that holds 1970-01-01T00:00.
    public let ordinal: Int

    public init(grain: Grain, ordinal: Int) {
        self.grain = grain
        self.ordinal = ordinal
    }

    /// The period of a grain that holds an instant (milliseconds since 1970-01-01).
    public init(_ grain: Grain, containing time: Int64) {
        self.grain = grain
        ordinal = Period.ordinal(of: grain, at: time)
    }

    /// The number of the bucket that holds an instant.
    public static func ordinal(of grain: Grain, at time: Int64) -> Int {
        switch grain {
        case .minute: Int(Milliseconds.floorDivide(time, Milliseconds.minute))
        case .hour: Int(Milliseconds.floorDivide(time, Milliseconds.hour))
        default: ordinal(of: grain, day: Milliseconds.dayIndex(time))
        }
    }

    /// The number of the bucket that holds a day; the grain is a day or coarser.
    public static func ordinal(of grain: Grain, day: Int) -> Int {
        switch grain {
        case .minute, .hour, .day: return day
        case .week: return Int(Milliseconds.floorDivide(Int64(day + 3), 7))
        case .month, .quarter, .year:
            let date = CivilDate(days: day)
            let months = (date.year - 1970) * 12 + date.month - 1
            let width: Int64 = grain == .month ? 1 : grain == .quarter ? 3 : 12
            return Int(Milliseconds.floorDivide(Int64(months), width))
        }
    }

    /// The first instant of the period.
    public var start: Int64 {
        switch grain {
        case .minute: return Int64(ordinal) * Milliseconds.minute
        case .hour: return Int64(ordinal) * Milliseconds.hour
        case .day: return Int64(ordinal) * Milliseconds.day
        case .week: return Int64(ordinal * 7 - 3) * Milliseconds.day
        case .month, .quarter, .year:
            let width = grain == .month ? 1 : grain == .quarter ? 3 : 12
            let date = CivilDate(year: 1970, month: 1, day: 1).adding(months: ordinal * width)
            return Int64(date.days) * Milliseconds.day
        }
    }

    /// The first instant after the period.
    public var end: Int64 { advanced(by: 1).start }

    /// The period `count` buckets later.
    public func advanced(by count: Int) -> Period { Period(grain: grain, ordinal: ordinal + count) }

    /// Which of its year's buckets this is: 1 … 4 for quarters, 1 … 12 for months, 1 … 53 for weeks.
    public static func < (left: Period, right: Period) -> Bool { left.start < right.start }
}

extension Period: CustomStringConvertible {
    /// The spelling of the language and of machine formats: `2020`, `2020-Q1`, `2020-01`, `2020-W05`, `2020-01-31`,
    /// `2020-01-31T14:00`.
    public var description: String {
        let day = Milliseconds.dayIndex(start)
        let date = CivilDate(days: day)
        switch grain {
        case .year: return pad(date.year, 4)
        case .quarter: return "\(pad(date.year, 4))-Q\((date.month - 1) / 3 + 1)"
        case .month: return "\(pad(date.year, 4))-\(pad(date.month, 2))"
        case .week:
            let (year, week) = CivilDate.isoWeek(days: day)
            return "\(pad(year, 4))-W\(pad(week, 2))"
        case .day: return ValueText.date(start)
        case .hour, .minute:
            let minutes = Int(Milliseconds.sinceMidnight(start) / Milliseconds.minute)
            return "\(ValueText.date(start))T\(pad(minutes / 60, 2)):\(pad(minutes % 60, 2))"
        }
    }
}
