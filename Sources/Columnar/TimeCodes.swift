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
    package let hours: Buffer<UInt8>
    /// The smallest and the largest code of the days of every block of rows.
    private let lowDays: Buffer<UInt16>
    private let highDays: Buffer<UInt16>

    /// Nil when the days are too many for 16 bits, or for a table of them to be worth its making.
    package init?(_ times: Buffer<Int64>, bounds: ClosedRange<Int64>?) {
        guard let bounds else { return nil }
        firstDay = Milliseconds.dayIndex(bounds.lowerBound)
        dayCount = Milliseconds.dayIndex(bounds.upperBound) - firstDay + 1
        guard dayCount < Int(UInt16.max), dayCount <= max(1_000, 4 * times.count) else { return nil }
        days = Buffer(uninitialized: times.count)
        hours = Buffer(uninitialized: times.count)
        // Shifting the origin to the first day makes all times positive, so that divisions need no correction.
        let origin = Int64(firstDay) * Milliseconds.day
        var row = 0
        while row < times.count {
            let time = times.base[row]
            let isKnown = time != Missing.integer
            let hour = UInt64(bitPattern: time &- origin) / UInt64(Milliseconds.hour)
            let day = hour / 24
            days.base[row] = isKnown ? UInt16(truncatingIfNeeded: day &+ 1) : TimeCodes.missingDay
            hours.base[row] = isKnown ? UInt8(truncatingIfNeeded: hour &- day &* 24) : TimeCodes.missingHour
            row &+= 1
        }
        let blocks = (times.count + ZoneMap.blockSize - 1) / ZoneMap.blockSize
        lowDays = Buffer(uninitialized: blocks)
        highDays = Buffer(uninitialized: blocks)
        for block in 0..<blocks {
            var (low, high) = (UInt16.max, UInt16.min)
            for row in block * ZoneMap.blockSize..<min((block + 1) * ZoneMap.blockSize, times.count) {
                low = min(low, days.base[row])
                high = max(high, days.base[row])
            }
            lowDays.base[block] = low
            highDays.base[block] = high
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
