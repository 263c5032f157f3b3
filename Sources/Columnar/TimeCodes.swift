import Synchronization

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
    private let knownRuns: Mutex<TimeRuns?>

    /// What a thread takes at a time.
    private static let blocksAPiece = 64

    /// Nil when the days are too many for 16 bits, or for a table of them to be worth its making.
    package init?(_ times: Buffer<Int64>, bounds: ClosedRange<Int64>?, threads: Int = 1) {
        guard let range = TimeCodes.range(bounds, count: times.count) else { return nil }
        (firstDay, dayCount) = (range.lowerBound, range.count)
        let (days, hours) = (Buffer<UInt16>(uninitialized: times.count), Buffer<UInt8>(uninitialized: times.count))
        let blocks = (times.count + ZoneMap.blockSize - 1) / ZoneMap.blockSize
        let (lows, highs) = (Buffer<UInt16>(uninitialized: blocks), Buffer<UInt16>(uninitialized: blocks))
        // Shifting the origin to the first day makes all times positive, so that divisions need no correction.
        let origin = Int64(firstDay) * Milliseconds.day
        let parts = Pieces.map(blocks, of: TimeCodes.blocksAPiece, threads: threads) { blocks in
            var runs = TimeRuns.Part()
            for block in blocks {
                let first = block * ZoneMap.blockSize
                let count = min(ZoneMap.blockSize, times.count - first)
                let values = times.base + first
                let (ownDays, ownHours) = (days.base + first, hours.base + first)
                var (low, high) = (UInt16.max, UInt16.min)
                var (day, hour) = (TimeCodes.missingDay, TimeCodes.missingHour)
                // When the hour of the row before began; a missing time is an hour of its own.
                var begin = count > 0 ? values[0] &+ 1 : 0
                for row in 0..<count {
                    let time = values[row]
                    // Neighbours are mostly of one hour: dividing is for those that are not.
                    if UInt64(bitPattern: time &- begin) >= UInt64(Milliseconds.hour) {
                        if time == Missing.integer {
                            (day, hour, begin) = (TimeCodes.missingDay, TimeCodes.missingHour, time)
                        } else {
                            let number = UInt64(bitPattern: time &- origin) / UInt64(Milliseconds.hour)
                            day = UInt16(truncatingIfNeeded: number / 24 &+ 1)
                            hour = UInt8(truncatingIfNeeded: number % 24)
                            begin = origin &+ Int64(bitPattern: number) &* Milliseconds.hour
                        }
                        (low, high) = (min(low, day), max(high, day))
                        runs.begin(day: day, hour: hour, row: row)
                    }
                    ownDays[row] = day
                    ownHours[row] = hour
                }
                (lows.base[block], highs.base[block]) = (low, high)
                runs.endBlock(rows: count)
            }
            return runs
        }
        (self.days, lowDays, highDays) = (days, lows, highs)
        hourCodes = DeferredStorage { .bytes(hours) }
        knownRuns = Mutex(TimeRuns(parts))
    }

    /// Codes that were made before; nil when they cannot be those of times within the bounds.
    /// - Parameter hours: gives bytes, none above `missingHour`, when they are first asked for.
    package init?(days: Buffer<UInt16>, hours: DeferredStorage, bounds: ClosedRange<Int64>) {
        guard let range = TimeCodes.range(bounds, count: days.count) else { return nil }
        (firstDay, dayCount, self.days, hourCodes) = (range.lowerBound, range.count, days, hours)
        knownRuns = Mutex(nil)
        let blocks = (days.count + ZoneMap.blockSize - 1) / ZoneMap.blockSize
        (lowDays, highDays) = (Buffer(uninitialized: blocks), Buffer(uninitialized: blocks))
        var highest = UInt16.min
        for block in 0..<blocks {
            let end = min((block + 1) * ZoneMap.blockSize, days.count)
            // With the highest bit turned: every processor compares many signed numbers at once, but not all do unsigned ones.
            var (low, high, row) = (Int16.max, Int16.min, block * ZoneMap.blockSize)
            while row < end {
                let code = Int16(bitPattern: days.base[row] ^ 0x8000)
                (low, high) = (min(low, code), max(high, code))
                row &+= 1
            }
            lowDays.base[block] = UInt16(bitPattern: low) ^ 0x8000
            highDays.base[block] = UInt16(bitPattern: high) ^ 0x8000
            highest = max(highest, highDays.base[block])
        }
        guard highest <= dayCount else { return nil }
    }

    /// The days that get codes; nil where they get none.
    private static func range(_ bounds: ClosedRange<Int64>?, count: Int) -> Range<Int>? {
        guard let bounds else { return nil }
        let days = Milliseconds.dayIndex(bounds.lowerBound)..<Milliseconds.dayIndex(bounds.upperBound) + 1
        return days.count < Int(UInt16.max) && days.count <= max(1_000, 4 * count) ? days : nil
    }

    package var hours: Buffer<UInt8> {
        guard case .bytes(let codes) = hourCodes.storage else { preconditionFailure("the codes of hours are bytes") }
        return codes
    }

    /// Where the rows are in the order of their hours.
    package var runs: TimeRuns {
        knownRuns.withLock { known in
            if let known { return known }
            let made = TimeRuns(days, hours)
            known = made
            return made
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
