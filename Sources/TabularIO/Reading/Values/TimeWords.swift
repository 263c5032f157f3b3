import Columnar

/// Reads the two spellings of times that most portals write, eight bytes at a time instead of one: three words, three
/// tests that everything stands in its place, and no loop.
///
/// A word is turned into digits by an exclusive or with the text of zeros, such as `0000-00-`: digits become 0 ... 9 and
/// separators 0, wherever they should be. Ten times a word plus the word moved by one byte holds each pair of digits as
/// a number in the byte of the first one.
enum TimeWords {
    struct Time {
        /// Milliseconds from 1970-01-01 to the day, and from its midnight to the time.
        let day: Int64
        let clock: Int64
        let month: Int
        let dayOfMonth: Int
    }

    /// The length of `2020-01-31T07:05:00`.
    static let isoCount = 19
    /// The length of `01/31/2020 07:05:00 AM`.
    static let portalCount = 22

    /// The bytes of `2020-01-31T07:05:00`, or of any other text of its length.
    @inline(__always) static func words(_ text: UnsafePointer<UInt8>) -> (UInt64, UInt64, UInt64) {
        (word(text, 0), word(text, 8), word(text, 11))
    }

    /// `2020-01-31T07:05:00`, or with a space; nil for anything else.
    @inline(__always) static func iso(_ text: UnsafePointer<UInt8>) -> Time? {
        let date = word(text, 0) ^ 0x2D30_302D_3030_3030  // 0000-00-
        var middle = word(text, 8) ^ 0x3030_3A30_3020_3030  // 00 00:00
        let end = word(text, 11) ^ 0x3030_3A30_303A_3030  // 00:00:00
        let separator = middle &>> 16 & 0xFF
        guard separator == 0 || separator == 0x74 else { return nil }  // T ^ space
        middle &= ~0xFF_0000
        let wrong =
            misplaced(date, 0x7F76_767F_7676_7676) | misplaced(middle, 0x7676_7F76_767F_7676)
            | misplaced(end, 0x7676_7F76_767F_7676)
        guard wrong == 0 else { return nil }
        let (left, right) = (pairs(date), pairs(middle))
        return time(
            year: number(left, 0) &* 100 &+ number(left, 2), month: number(left, 5), day: number(right, 0),
            hour: number(right, 3), minute: number(right, 6), second: number(pairs(end), 6))
    }

    /// `01/31/2020 07:05:00 AM`, the day first where the order says so; nil for anything else.
    @inline(__always) static func portal(_ text: UnsafePointer<UInt8>, _ order: DateOrder) -> Time? {
        let date = word(text, 0) ^ 0x3030_2F30_302F_3030  // 00/00/00
        let middle = word(text, 8) ^ 0x3030_3A30_3020_3030  // 00 00:00
        let end = word(text, 14) ^ 0x4D41_2030_303A_3030  // 00:00 AM
        let half = end &>> 48
        guard half == 0 || half == 0x11 else { return nil }  // P ^ A
        let wrong =
            misplaced(date, 0x7676_7F76_767F_7676) | misplaced(middle, 0x7676_7F76_767F_7676)
            | misplaced(end & 0xFFFF_FFFF_FFFF, 0x7F76_767F_7676)
        guard wrong == 0 else { return nil }
        let (left, right, seconds) = (pairs(date), pairs(middle), number(pairs(end), 3))
        let (first, second, hour) = (number(left, 0), number(left, 3), number(right, 3))
        guard hour >= 1, hour <= 12 else { return nil }
        let (month, day) = order == .monthFirst ? (first, second) : (second, first)
        return time(
            year: number(left, 6) &* 100 &+ number(right, 0), month: month, day: day,
            hour: (hour == 12 ? 0 : hour) &+ (half == 0 ? 0 : 12), minute: number(right, 6), second: seconds)
    }

    @inline(__always) private static func word(_ text: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Not zero when a byte is more than it may be: with 0x76 in `room` a digit, with 0x7F nothing.
    @inline(__always) private static func misplaced(_ word: UInt64, _ room: UInt64) -> UInt64 {
        ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ room | word) & 0x8080_8080_8080_8080
    }

    @inline(__always) private static func pairs(_ digits: UInt64) -> UInt64 { digits &* 10 &+ digits &>> 8 }

    @inline(__always) private static func number(_ pairs: UInt64, _ byte: UInt64) -> Int {
        Int(pairs &>> (byte &* 8) & 0xFF)
    }

    @inline(__always) private static func time(
        year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
    ) -> Time? {
        guard year >= 1, month >= 1, month <= 12, day >= 1, hour <= 23, minute <= 59, second <= 59,
            day <= 28 || day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        // The year begins in March, so that the day that leap years add is its last (Hinnant, `days_from_civil`).
        let shifted = month > 2 ? year : year &- 1
        let days =
            shifted &* 365 &+ shifted / 4 &- shifted / 100 &+ shifted / 400
            &+ (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 719_469
        let clock = ((hour &* 60 &+ minute) &* 60 &+ second) &* 1_000
        return Time(day: Int64(days) &* Milliseconds.day, clock: Int64(clock), month: month, dayOfMonth: day)
    }
}
