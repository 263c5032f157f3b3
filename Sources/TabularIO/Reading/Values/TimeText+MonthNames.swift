import Columnar

/// Dates that name their month, which have one reading: `31-Jan-2020`, `31-JAN-20`, `31 January 2020`,
/// `Jan 31, 2020`, `January 31 2020`, `Jan. 31, 2020`.
extension TimeText {
    private static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }

    /// The day in milliseconds and the number of bytes that spell it; 0 bytes when there is no such date.
    static func namedDate(_ text: UnsafePointer<UInt8>, _ count: Int) -> (Int64, Int) {
        var index = 0
        let isMonthFirst = text[0] | 0x20 >= UInt8(ascii: "a")
        var (day, month) = (0, 0)
        if !isMonthFirst {
            day = number(text, count, &index)
            guard index == 1 || index == 2, skip(text, count, &index, " -") else { return (0, 0) }
        }
        month = self.month(text, count, &index)
        guard month > 0 else { return (0, 0) }
        if index < count, text[index] == UInt8(ascii: ".") { index &+= 1 }
        guard skip(text, count, &index, isMonthFirst ? " " : " -") else { return (0, 0) }
        if isMonthFirst {
            let start = index
            day = number(text, count, &index)
            guard index == start &+ 1 || index == start &+ 2 else { return (0, 0) }
            if index < count, text[index] == UInt8(ascii: ",") { index &+= 1 }
            guard skip(text, count, &index, " ") else { return (0, 0) }
        }
        let start = index
        var year = number(text, count, &index)
        switch index &- start {
        case 4: break
        case 2 where !isMonthFirst: year = year < 70 ? 2_000 &+ year : 1_900 &+ year
        default: return (0, 0)
        }
        return isDate(year, month, day) ? (self.day(year, month, day), index) : (0, 0)
    }

    /// The month whose name, or whose first three letters (`sept` too), stand at `index`; 0 when none does.
    private static func month(_ text: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Int {
        let start = index
        while index < count, text[index] | 0x20 >= UInt8(ascii: "a"), text[index] | 0x20 <= UInt8(ascii: "z") {
            index &+= 1
        }
        let length = index &- start
        guard length >= 3 else { return 0 }
        for (position, name) in monthNames.enumerated()
        where length == 3 || length == name.count || (length == 4 && position == 8) {
            if length <= name.count, (0..<length).allSatisfy({ text[start &+ $0] | 0x20 == name[$0] }) {
                return position &+ 1
            }
        }
        return 0
    }

    /// Moves past one of some separators.
    private static func skip(
        _ text: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int, _ separators: StaticString
    ) -> Bool {
        guard index < count else { return false }
        let found = separators.withUTF8Buffer { $0.contains(text[index]) }
        if found { index &+= 1 }
        return found
    }
}
