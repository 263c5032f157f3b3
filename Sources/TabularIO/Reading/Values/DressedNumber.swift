/// Numbers as people and spreadsheets dress them: `12.5%`, `$1,200.50`, `-€3`, `($20.00)`, `1,234,567`.
///
/// Groups of three digits are parted by commas and decimals by a point; the other way round is `CommaNumber`.
enum DressedNumber {
    private static let currencies: [[UInt8]] = ["$", "€", "£", "¥", "US$", "USD ", "EUR ", "CHF "].map {
        Array($0.utf8)
    }
    private static let longest = 32

    /// The fraction that a percentage stands for (`25%` is 0.25); NaN for anything else.
    static func percent(_ text: UnsafePointer<UInt8>, _ count: Int) -> Double {
        guard count > 1, text[count - 1] == UInt8(ascii: "%") else { return .nan }
        let digits = count - (text[count - 2] == 0x20 ? 2 : 1)
        let sign = digits > 1 && text[0] == UInt8(ascii: "+") ? 1 : 0
        return digits > sign ? NumberParser.number(text + sign, digits - sign, lenient: false) / 100 : .nan
    }

    /// An amount of money, or a number whose thousands are grouped; negative with a minus sign or in parentheses. NaN for
    /// anything else, plain numbers included.
    static func amount(_ text: UnsafePointer<UInt8>, _ count: Int) -> Double {
        guard count > 1, count <= longest else { return .nan }
        var rest = UnsafeBufferPointer(start: text, count: count)[...]
        var isNegative = false
        var isDressed = false
        func take(_ prefix: some Collection<UInt8>) -> Bool {
            guard rest.starts(with: prefix) else { return false }
            rest = rest.dropFirst(prefix.count)
            return true
        }
        if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")") {
            isNegative = true
            rest = rest.dropFirst().dropLast()
        } else if take("-".utf8) {
            isNegative = true
        }
        if let symbol = currencies.first(where: { rest.starts(with: $0) }) {
            isDressed = true
            rest = rest.dropFirst(symbol.count)
            if rest.first == 0x20 { rest = rest.dropFirst() }
            if !isNegative, take("-".utf8) { isNegative = true }
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { digits in
            var length = 0
            var (group, groups) = (0, 0)
            while let byte = rest.first, byte != UInt8(ascii: ".") {
                if byte == UInt8(ascii: ",") {
                    guard groups == 0 ? (1...3).contains(group) : group == 3 else { return .nan }
                    (group, groups) = (0, groups + 1)
                } else {
                    guard byte &- 0x30 <= 9 else { return .nan }
                    digits[length] = byte
                    length += 1
                    group += 1
                }
                rest = rest.dropFirst()
            }
            guard length > 0, groups == 0 || group == 3, isDressed || groups > 0 else { return .nan }
            // The decimals, with their point, are left as they stand.
            for byte in rest {
                digits[length] = byte
                length += 1
            }
            guard let start = digits.baseAddress, !rest.contains(UInt8(ascii: "e")), !rest.contains(UInt8(ascii: "E"))
            else { return .nan }
            let value = NumberParser.number(start, length, lenient: true)
            return isNegative ? 0 - value : value
        }
    }
}
