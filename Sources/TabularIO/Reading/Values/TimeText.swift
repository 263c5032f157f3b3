import Columnar

/// Reads dates and times in the styles of city exports, and keeps what decides between their readings.
///
/// Year first: `2020-01-31`, `2020/1/31`. Year last: `1/31/2020`, `31.01.2020`, `1/31/20` (00 … 69 are 20xx).
/// With the month's name: `31-Jan-2020`, `January 31, 2020`.
/// Clock, after a space or a `T`: `7:05`, `07:05:00`, `07:05:00.503`, `07:05:00 AM`, then perhaps `Z` or an offset. An
/// offset is dropped: the civil time stays as it is written.
struct TimeText {
    static let notATime = Int64.min

    let order: DateOrder
    /// Whether a year-last date was read whose day is past 12: it can be read in `order` only.
    private(set) var provesOrder = false
    /// Whether a year-last date was read that both orders allow and read differently.
    private(set) var sawAmbiguous = false
    /// Whether such a date was written with dots, which is day first.
    private(set) var sawDots = false
    /// Whether a time other than midnight was read.
    private(set) var sawClock = false
    /// The offsets from UTC that times carried, in minutes, from the least to the greatest; nil where none did. `Z` is 0.
    private(set) var offsets: ClosedRange<Int>?

    /// The first ten bytes of the last date of ten bytes, and its day in milliseconds.
    private var cachedHead = UInt64.max
    private var cachedTail: UInt16 = 0
    private var cachedDay: Int64 = 0
    /// The last time of the form `2020-01-31T07:05:00`, as text and as a value.
    private var lastWords = (UInt64.max, UInt64.max, UInt64.max)
    private var lastTime: Int64 = 0

    init(order: DateOrder) { self.order = order }

    /// Milliseconds since 1970-01-01, or `notATime`.
    @inline(__always)
    mutating func parse(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        if count == TimeWords.isoCount {
            // Extracts say on every row when they were made.
            let words = TimeWords.words(text)
            if words == lastWords { return lastTime }
            if let time = TimeWords.iso(text) {
                if time.clock != 0 { sawClock = true }
                (lastWords, lastTime) = (words, time.day &+ time.clock)
                return lastTime
            }
        }
        if count == TimeWords.portalCount, let time = TimeWords.portal(text, order) {
            if time.clock != 0 { sawClock = true }
            if time.dayOfMonth > 12 { provesOrder = true } else if time.dayOfMonth != time.month { sawAmbiguous = true }
            return time.day &+ time.clock
        }
        return parseFreely(text, count)
    }

    /// The same for all spellings.
    mutating func parseFreely(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        guard count >= 6 else { return TimeText.notATime }
        var day: Int64
        var index: Int
        if count >= 10 {
            let raw = UnsafeRawPointer(text)
            let head = raw.loadUnaligned(as: UInt64.self)
            let tail = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
            if head == cachedHead, tail == cachedTail {
                (day, index) = (cachedDay, 10)
            } else {
                (day, index) = date(text, count)
                if index == 10 { (cachedHead, cachedTail, cachedDay) = (head, tail, day) }
            }
        } else {
            (day, index) = date(text, count)
        }
        guard index != 0, index < count else { return index == count ? day : TimeText.notATime }
        guard text[index] == 0x20 || text[index] == UInt8(ascii: "T"), index &+ 1 < count else {
            return TimeText.notATime
        }
        let clock = self.clock(text + (index &+ 1), count &- index &- 1)
        guard clock >= 0 else { return TimeText.notATime }
        if clock != 0 { sawClock = true }
        return day &+ clock
    }

    // MARK: Dates

    /// The day in milliseconds and the number of bytes that spell it; 0 bytes when there is no date.
    private mutating func date(_ text: UnsafePointer<UInt8>, _ count: Int) -> (Int64, Int) {
        var index = 0
        let first = TimeText.number(text, count, &index)
        guard index < count else { return (0, 0) }
        let separator = text[index]
        if index == 0 || separator == 0x20 || (index &+ 1 < count && text[index &+ 1] > UInt8(ascii: "9")) {
            return TimeText.namedDate(text, count)
        }
        guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: ".") else {
            return (0, 0)
        }
        let firstLength = index
        index &+= 1
        let secondStart = index
        let second = TimeText.number(text, count, &index)
        let secondLength = index &- secondStart
        guard secondLength == 1 || secondLength == 2, index < count, text[index] == separator else { return (0, 0) }
        index &+= 1
        let thirdStart = index
        let third = TimeText.number(text, count, &index)
        let thirdLength = index &- thirdStart
        if firstLength == 4 {
            guard thirdLength == 1 || thirdLength == 2, separator != UInt8(ascii: ".") else { return (0, 0) }
            return (TimeText.day(first, second, third), TimeText.isDate(first, second, third) ? index : 0)
        }
        guard firstLength == 1 || firstLength == 2 else { return (0, 0) }
        let year: Int
        switch thirdLength {
        case 4: year = third
        case 2 where separator == UInt8(ascii: "/"): year = third < 70 ? 2_000 &+ third : 1_900 &+ third
        default: return (0, 0)
        }
        let (month, day) = order == .monthFirst ? (first, second) : (second, first)
        guard TimeText.isDate(year, month, day) else { return (0, 0) }
        if day > 12 {
            provesOrder = true
        } else if day != month {
            sawAmbiguous = true
            if separator == UInt8(ascii: ".") { sawDots = true }
        }
        return (TimeText.day(year, month, day), index)
    }

    static func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        month >= 1 && month <= 12 && day >= 1
            && (day <= 28 || day <= CivilDate.length(ofMonth: month, year: year)) && year >= 1
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        Int64(CivilDate(year: year, month: min(max(month, 1), 12), day: day).days) &* Milliseconds.day
    }

    /// The digits at `index`, at most five, as a number; moves past them.
    @inline(__always)
    static func number(_ text: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Int {
        var value = 0
        let end = min(count, index &+ 5)
        while index < end {
            let digit = text[index] &- 0x30
            if digit > 9 { break }
            value = value &* 10 &+ Int(digit)
            index &+= 1
        }
        return value
    }

    // MARK: Clocks

    /// Milliseconds since midnight, or -1.
    private mutating func clock(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        var index = 0
        var hour = TimeText.number(text, count, &index)
        guard index == 1 || index == 2, index &+ 2 < count, text[index] == UInt8(ascii: ":") else { return -1 }
        let minuteStart = index &+ 1
        index = minuteStart
        let minute = TimeText.number(text, count, &index)
        guard index == minuteStart &+ 2 else { return -1 }
        var (second, fraction) = (0, 0)
        if index < count, text[index] == UInt8(ascii: ":") {
            let secondStart = index &+ 1
            index = secondStart
            second = TimeText.number(text, count, &index)
            guard index == secondStart &+ 2 else { return -1 }
            if index < count, text[index] == UInt8(ascii: ".") {
                index &+= 1
                var scale = 100
                let start = index
                while index < count, text[index] &- 0x30 <= 9 {
                    fraction &+= Int(text[index] &- 0x30) &* scale
                    scale /= 10
                    index &+= 1
                }
                guard index > start else { return -1 }
            }
        }
        if index < count { hour = suffix(text + index, count &- index, hour: hour) }
        guard hour >= 0, hour <= 23, minute <= 59, second <= 59 else { return -1 }
        return Int64(((hour &* 60 &+ minute) &* 60 &+ second) &* 1_000 &+ fraction)
    }

    /// Reads what follows the digits of a clock; the hour of a 24-hour clock, or -1.
    private mutating func suffix(_ text: UnsafePointer<UInt8>, _ count: Int, hour: Int) -> Int {
        let space = text[0] == 0x20 ? 1 : 0
        let rest = count &- space
        if rest == 2, text[count &- 1] | 0x20 == UInt8(ascii: "m") {
            guard hour >= 1, hour <= 12 else { return -1 }
            switch text[space] | 0x20 {
            case UInt8(ascii: "a"): return hour == 12 ? 0 : hour
            case UInt8(ascii: "p"): return hour == 12 ? 12 : hour &+ 12
            default: return -1
            }
        }
        if rest == 1, text[space] == UInt8(ascii: "Z") {
            see(offset: 0)
            return hour
        }
        guard rest >= 3, text[space] == UInt8(ascii: "+") || text[space] == UInt8(ascii: "-") else { return -1 }
        var (digits, number) = (0, 0)
        for index in (space &+ 1)..<count {
            if text[index] == UInt8(ascii: ":"), index == space &+ 3 { continue }
            guard text[index] &- 0x30 <= 9, digits < 4 else { return -1 }
            number = number &* 10 &+ Int(text[index] &- 0x30)
            digits &+= 1
        }
        guard digits == 2 || digits == 4 else { return -1 }
        let minutes = digits == 2 ? number &* 60 : number / 100 &* 60 &+ number % 100
        see(offset: text[space] == UInt8(ascii: "-") ? -minutes : minutes)
        return hour
    }

    private mutating func see(offset: Int) {
        offsets = min(offsets?.lowerBound ?? offset, offset)...max(offsets?.upperBound ?? offset, offset)
    }
}
