/// The day and the hour of every value of a time column as narrow codes: what depends on them alone, such as a year or a
/// weekday, is then a look-up in a small table instead of calendar arithmetic, and reads an eighth of the memory.
package final class TimeCodes: Sendable {
    /// The code of a missing time among `days`; the day `firstDay + i` has the code `i + 1`.
    package static let missingDay: UInt16 = 0
    /// The code of a missing time among `hours`; the others are 0 … 23.
    package static let missingHour: UInt8 = 24

    package let firstDay: Int
    package let dayCount: Int
    package let days: Buffer<UInt16>
    private let hourCodes: DeferredStorage
    /// The smallest and the largest code of the days of every block of rows.
    private let lowDays: Buffer<UInt16>
    private let highDays: Buffer<UInt16>

    /// Nil when the days are too many for 16 bits, or for a table of them to be worth its making.
    package convenience init?(_ times: Buffer<Int64>, bounds: ClosedRange<Int64>?) {
        guard let range = TimeCodes.range(bounds, count: times.count) else { return nil }
        let days = Buffer<UInt16>(uninitialized: times.count)
        TimeCodes.split(times, since: range.lowerBound, unit: Milliseconds.day) { row, day in
            days.base[row] = day.map { UInt16(truncatingIfNeeded: $0 &+ 1) } ?? TimeCodes.missingDay
        }
        self.init(
            days: days, hours: DeferredStorage { .bytes(TimeCodes.hours(times, since: range.lowerBound)) },
            bounds: bounds)
    }

    /// Codes that were made before; nil when they cannot be those of times within the bounds.
    /// - Parameter hours: gives bytes, none above `missingHour`.
    package init?(days: Buffer<UInt16>, hours: DeferredStorage, bounds: ClosedRange<Int64>?) {
        guard let range = TimeCodes.range(bounds, count: days.count) else { return nil }
        (firstDay, dayCount, self.days, hourCodes) = (range.lowerBound, range.count, days, hours)
        let blocks = (days.count + ZoneMap.blockSize - 1) / ZoneMap.blockSize
        lowDays = Buffer(uninitialized: blocks)
        highDays = Buffer(uninitialized: blocks)
        var highest = UInt16.min
        for block in 0..<blocks {
            let end = min((block + 1) * ZoneMap.blockSize, days.count)
            var (low, high, row) = (UInt16.max, UInt16.min, block * ZoneMap.blockSize)
            while row < end {
                low = min(low, days.base[row])
                high = max(high, days.base[row])
                row &+= 1
            }
            lowDays.base[block] = low
            highDays.base[block] = high
            highest = max(highest, high)
        }
        guard highest <= dayCount else { return nil }
    }

    /// The hours' codes, made when they are first asked for.
    package var hours: Buffer<UInt8> {
        guard case .bytes(let codes) = hourCodes.storage else { preconditionFailure("the codes of hours are bytes") }
        return codes
    }

    /// The codes of the hours of times that lie within bounds.
    package static func hours(_ times: Buffer<Int64>, bounds: ClosedRange<Int64>) -> Buffer<UInt8> {
        hours(times, since: Milliseconds.dayIndex(bounds.lowerBound))
    }

    private static func hours(_ times: Buffer<Int64>, since firstDay: Int) -> Buffer<UInt8> {
        let hours = Buffer<UInt8>(uninitialized: times.count)
        split(times, since: firstDay, unit: Milliseconds.hour) { row, hour in
            hours.base[row] = hour.map { UInt8(truncatingIfNeeded: $0 % 24) } ?? TimeCodes.missingHour
        }
        return hours
    }

    /// The days that get codes; nil where they get none.
    private static func range(_ bounds: ClosedRange<Int64>?, count: Int) -> Range<Int>? {
        guard let bounds else { return nil }
        let days = Milliseconds.dayIndex(bounds.lowerBound)..<Milliseconds.dayIndex(bounds.upperBound) + 1
        return days.count < Int(UInt16.max) && days.count <= max(1_000, 4 * count) ? days : nil
    }

    /// Gives for every row how many whole units its time lies behind the beginning of a day; nil for a missing time.
    @inline(__always) private static func split(
        _ times: Buffer<Int64>, since firstDay: Int, unit: Int64, _ body: (_ row: Int, _ units: UInt64?) -> Void
    ) {
        // Shifting the origin to the first day makes all times positive, so that divisions need no correction.
        let origin = Int64(firstDay) * Milliseconds.day
        var row = 0
        while row < times.count {
            let time = times.base[row]
            body(row, time == Missing.integer ? nil : UInt64(bitPattern: time &- origin) / UInt64(unit))
            row &+= 1
        }
    }

    /// Within what the codes of the days lie on the rows `start ..< end`, which are not none. Files of requests come in the
    /// order of their days: many rows that follow one another are of one year, and often of one day.
    package func dayCodes(_ start: Int, _ end: Int) -> ClosedRange<Int> {
        var (low, high) = (UInt16.max, UInt16.min)
        for block in start / ZoneMap.blockSize...(end - 1) / ZoneMap.blockSize {
            low = min(low, lowDays.base[block])
            high = max(high, highDays.base[block])
        }
        return Int(low)...Int(high)
    }
}
