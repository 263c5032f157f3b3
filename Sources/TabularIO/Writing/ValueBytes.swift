internal import Columnar

/// The spellings of `ValueText` as bytes in place, for loops over very many cells. Each function writes at `place` and gives
/// the number of bytes, at most `limit`.
enum ValueBytes {
    typealias Place = UnsafeMutablePointer<UInt8>

    /// The most bytes that one value takes.
    static let limit = 32

    static func integer(_ value: Int64, at place: Place) -> Int {
        guard value < 0 else { return digits(value.magnitude, at: place) }
        place[0] = UInt8(ascii: "-")
        return 1 + digits(value.magnitude, at: place + 1)
    }

    /// `1,234,567`
    static func grouped(_ value: Int64, at place: Place) -> Int {
        let count = integer(value, at: place)
        let sign = value < 0 ? 1 : 0
        let commas = (count - sign - 1) / 3
        var source = count - 1
        var target = count - 1 + commas
        var run = 0
        while source < target {
            if run == 3 {
                place[target] = UInt8(ascii: ",")
                target -= 1
                run = 0
            }
            place[target] = place[source]
            source -= 1
            target -= 1
            run += 1
        }
        return count + commas
    }

    /// `1,234.50` from the number of its last decimals, here 123,450.
    static func fixed(_ units: Int64, decimals: Int, at place: Place) -> Int {
        var divisor: UInt64 = 1
        for _ in 0..<decimals { divisor *= 10 }
        var count = 0
        if units < 0 {
            place[0] = UInt8(ascii: "-")
            count = 1
        }
        count += grouped(Int64(units.magnitude / divisor), at: place + count)
        guard decimals > 0 else { return count }
        place[count] = UInt8(ascii: ".")
        var rest = units.magnitude % divisor
        for index in stride(from: count + decimals, to: count, by: -1) {
            place[index] = digit(Int(rest % 10))
            rest /= 10
        }
        return count + 1 + decimals
    }

    /// A duration in seconds, exactly: `86400`, `0.25`.
    static func seconds(_ milliseconds: Int64, at place: Place) -> Int {
        var count = 0
        if milliseconds < 0 {
            place[0] = UInt8(ascii: "-")
            count = 1
        }
        count += digits(milliseconds.magnitude / 1_000, at: place + count)
        let rest = Int(milliseconds.magnitude % 1_000)
        guard rest != 0 else { return count }
        place[count] = UInt8(ascii: ".")
        threeDigits(rest, at: place + count + 1)
        count += 4
        while place[count - 1] == UInt8(ascii: "0") { count -= 1 }
        return count
    }

    /// `2020-01-31`
    static func date(_ time: Int64, at place: Place) -> Int {
        let date = CivilDate(days: Milliseconds.dayIndex(time))
        guard (0...9_999).contains(date.year) else { return copy(ValueText.date(time), to: place) }
        twoDigits(date.year / 100, at: place)
        twoDigits(date.year % 100, at: place + 2)
        place[4] = UInt8(ascii: "-")
        twoDigits(date.month, at: place + 5)
        place[7] = UInt8(ascii: "-")
        twoDigits(date.day, at: place + 8)
        return 10
    }

    /// `2020-01-31T14:30:00`, with milliseconds only where there are any.
    static func time(_ time: Int64, separator: UInt8 = UInt8(ascii: "T"), at place: Place) -> Int {
        let day = date(time, at: place)
        let rest = Int(Milliseconds.sinceMidnight(time))
        let clock = place + day
        clock[0] = separator
        twoDigits(rest / 3_600_000, at: clock + 1)
        clock[3] = UInt8(ascii: ":")
        twoDigits(rest / 60_000 % 60, at: clock + 4)
        clock[6] = UInt8(ascii: ":")
        twoDigits(rest / 1_000 % 60, at: clock + 7)
        guard rest % 1_000 != 0 else { return day + 9 }
        clock[9] = UInt8(ascii: ".")
        threeDigits(rest % 1_000, at: clock + 10)
        return day + 13
    }

    /// The text that one of these functions writes.
    static func text(_ write: (Place) -> Int) -> String {
        String(unsafeUninitializedCapacity: limit) { buffer in buffer.baseAddress.map(write) ?? 0 }
    }

    private static func digits(_ value: UInt64, at place: Place) -> Int {
        var count = 1
        var bound: UInt64 = 10
        while count < 19, value >= bound {
            count += 1
            bound = bound &* 10
        }
        if count == 19, value >= 10_000_000_000_000_000_000 { count = 20 }
        var rest = value
        var index = count
        while index > 0 {
            index -= 1
            place[index] = digit(Int(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        return count
    }

    @inline(__always) private static func threeDigits(_ value: Int, at place: Place) {
        place[0] = digit(value / 100)
        twoDigits(value % 100, at: place + 1)
    }

    @inline(__always) private static func twoDigits(_ value: Int, at place: Place) {
        place[0] = digit(value / 10)
        place[1] = digit(value % 10)
    }

    @inline(__always) private static func digit(_ value: Int) -> UInt8 {
        UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
    }

    /// Copies a text of years beyond the calendar's four digits.
    private static func copy(_ text: String, to place: Place) -> Int {
        var count = 0
        for byte in text.utf8.prefix(limit - 13) {
            place[count] = byte
            count += 1
        }
        return count
    }
}
