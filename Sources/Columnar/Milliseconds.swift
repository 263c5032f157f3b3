/// Times and durations are whole milliseconds in 64 bits: this is their arithmetic.
///
/// The units are computed properties so that kernels of other modules see constants and divide by multiplication.
public enum Milliseconds {
    @inlinable public static var second: Int64 { 1_000 }
    @inlinable public static var minute: Int64 { 60_000 }
    @inlinable public static var hour: Int64 { 3_600_000 }
    @inlinable public static var day: Int64 { 86_400_000 }

    /// The day, since 1970-01-01, that holds an instant; instants before 1970 round down too.
    @inlinable public static func dayIndex(_ time: Int64) -> Int { Int(floorDivide(time, day)) }

    /// Milliseconds since midnight.
    @inlinable public static func sinceMidnight(_ time: Int64) -> Int64 { time &- floorDivide(time, day) &* day }

    /// Division that rounds towards minus infinity, for a positive divisor.
    @inlinable public static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return quotient &* divisor > value ? quotient &- 1 : quotient
    }

    /// Calendar-exact addition of months, keeping the time of day.
    public static func adding(months: Int, to time: Int64) -> Int64 {
        let shifted = CivilDate(days: dayIndex(time)).adding(months: months)
        return Int64(shifted.days) * day + sinceMidnight(time)
    }

    /// The instant some units of the calendar later, or earlier for a negative count; calendar-exact for months and longer.
    public static func adding(_ count: Int, _ grain: Grain, to time: Int64) -> Int64 {
        switch grain {
        case .minute: time + Int64(count) * minute
        case .hour: time + Int64(count) * hour
        case .day: time + Int64(count) * day
        case .week: time + Int64(count) * 7 * day
        case .month: adding(months: count, to: time)
        case .quarter: adding(months: 3 * count, to: time)
        case .year: adding(months: 12 * count, to: time)
        }
    }
}
