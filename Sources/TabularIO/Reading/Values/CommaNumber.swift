/// Numbers with a comma before their decimals, as much of Europe writes them: `12,5`, `1.234,50`, `-0,75 €`.
///
/// A single `1,234` may be read either way: like the order of dates, the reading is decided on the whole column, of which
/// half has to be written so. Else `3,5` is likelier a list of two districts among single ones.
enum CommaNumber {
    private static let longest = 32
    private static let currencies: [[UInt8]] = ["€", "EUR", "CHF"].map { Array($0.utf8) }

    /// The value; NaN for anything else. Numbers without decimals are taken too when `lenient`.
    static func parse(_ text: UnsafePointer<UInt8>, _ count: Int, lenient: Bool) -> Double {
        guard count > 0, count <= longest else { return .nan }
        var rest = UnsafeBufferPointer(start: text, count: count)[...]
        var lenient = lenient
        for currency in currencies {
            if rest.starts(with: currency) { rest = rest.dropFirst(currency.count).drop { $0 == 0x20 } }
            if rest.count > currency.count, rest.suffix(currency.count).elementsEqual(currency) {
                rest = rest.dropLast(currency.count)
                lenient = true
                if rest.last == 0x20 { rest = rest.dropLast() }
            }
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { digits in
            var length = 0
            func add(_ byte: UInt8) {
                digits[length] = byte
                length += 1
            }
            if rest.first == UInt8(ascii: "-") {
                add(UInt8(ascii: "-"))
                rest = rest.dropFirst()
            }
            // Groups of three digits, each behind a point, are all or none.
            let whole = rest.prefix { $0 != UInt8(ascii: ",") }
            let groups = whole.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            guard groups.count == 1 ? !whole.isEmpty : (1...3).contains(groups[0].count),
                groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.allSatisfy({ $0.allSatisfy(isDigit) })
            else { return .nan }
            for group in groups { group.forEach(add) }
            let decimals = rest.dropFirst(whole.count).dropFirst()
            guard decimals.allSatisfy(isDigit), lenient || !decimals.isEmpty, whole.count < rest.count || lenient,
                whole.count == rest.count || !decimals.isEmpty
            else { return .nan }
            if !decimals.isEmpty { add(UInt8(ascii: ".")) }
            decimals.forEach(add)
            guard let start = digits.baseAddress else { return .nan }
            return NumberParser.number(start, length, lenient: true)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
}
