/// A day of the proleptic Gregorian calendar.
///
/// Conversions follow Howard Hinnant's `days_from_civil` and `civil_from_days` (chrono-Compatible Low-Level Date
/// Algorithms): years are counted from March, so that the leap day is the last of the year. Days of the next 90,000 years
/// become dates as C. Neri and L. Schneider do it ("Euclidean affine functions and their application to calendar
/// algorithms", 2023), in a third of the time.
public struct CivilDate: Hashable, Sendable, Comparable {
    public var year: Int
    public var month: Int
    public var day: Int

    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date that lies `days` after 1970-01-01.
    public init(days: Int) {
        let shifted = days &+ 719_468
        if shifted >= 0, shifted < 1 << 25 {
            self = CivilDate(daysOfCalendar: UInt32(truncatingIfNeeded: shifted))
            return
        }
        let era = (shifted >= 0 ? shifted : shifted &- 146_096) / 146_097
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
        day = dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1
        month = monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9
        year = yearOfEra &+ era &* 400 &+ (month <= 2 ? 1 : 0)
    }

    /// The date that lies so many days after 0000-03-01, less than 2 to the power of 25.
    private init(daysOfCalendar days: UInt32) {
        let quarters = 4 &* days &+ 3
        let century = quarters / 146_097
        let years = UInt64(2_939_745) &* UInt64((quarters &- century &* 146_097) | 3)
        let dayOfYear = UInt32(truncatingIfNeeded: years) / 2_939_745 / 4
        let months = 2_141 &* dayOfYear &+ 197_913
        let isNextYear = dayOfYear >= 306
        day = Int((months & 0xffff) / 2_141) &+ 1
        month = Int(months >> 16) &- (isNextYear ? 12 : 0)
        year = Int(100 &* century &+ UInt32(truncatingIfNeeded: years >> 32)) &+ (isNextYear ? 1 : 0)
    }

    /// Days since 1970-01-01. The month must be 1 … 12; the day may lie outside the month and counts on from there.
    public var days: Int {
        let shiftedYear = month <= 2 ? year &- 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear &- 399) / 400
        let yearOfEra = shiftedYear &- era &* 400
        let monthFromMarch = month > 2 ? month &- 3 : month &+ 9
        let dayOfYear = (153 &* monthFromMarch &+ 2) / 5 &+ day &- 1
        let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
        return era &* 146_097 &+ dayOfEra &- 719_468
    }

    /// Whether the month and the day exist in the year.
    public var isValid: Bool {
        (1...12).contains(month) && day >= 1 && day <= CivilDate.length(ofMonth: month, year: year)
    }

    /// The number of days in a month.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 31
        }
    }

    /// Whether a year has 366 days, in the proleptic Gregorian calendar.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The day of the week, 1 = Monday … 7 = Sunday (ISO 8601), of a day counted from 1970-01-01, a Thursday.
    public static func weekday(days: Int) -> Int {
        let shifted = (days &+ 3) % 7
        return (shifted < 0 ? shifted &+ 7 : shifted) &+ 1
    }

    /// The ISO 8601 week: its year (that of the week's Thursday) and its number 1 … 53.
    public static func isoWeek(days: Int) -> (year: Int, week: Int) {
        let thursday = days &- (weekday(days: days) &- 1) &+ 3
        let year = CivilDate(days: thursday).year
        let january1 = CivilDate(year: year, month: 1, day: 1).days
        return (year, (thursday &- january1) / 7 &+ 1)
    }

    /// The Monday that starts an ISO 8601 week, in days since 1970-01-01.
    public static func monday(ofWeek week: Int, year: Int) -> Int {
        let january4 = CivilDate(year: year, month: 1, day: 4).days
        return january4 &- (weekday(days: january4) &- 1) &+ (week &- 1) &* 7
    }

    /// The same day `months` later; a day that the target month lacks becomes its last day (31 January + 1mo is
    /// 28 or 29 February).
    public func adding(months: Int) -> CivilDate {
        let total = year * 12 + (month - 1) + months
        let targetYear = total >= 0 ? total / 12 : (total - 11) / 12
        let targetMonth = total - targetYear * 12 + 1
        let last = CivilDate.length(ofMonth: targetMonth, year: targetYear)
        return CivilDate(year: targetYear, month: targetMonth, day: min(day, last))
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}
