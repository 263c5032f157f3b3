/// Reads numbers as they stand in exports: ASCII digits, a minus sign, a decimal point. Thousands
/// separators and currency signs are for `DressedNumber`.
enum NumberParser {
    static let notAnInteger = Int64.min

    /// A whole number of at most 15 digits without leading zeros; `notAnInteger` for anything else. Longer digit
    /// strings and leading zeros mark identifiers.
    @inline(__always)
    static func integer(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64 {
        let isNegative = text[0] == UInt8(ascii: "-")
        var index = isNegative ? 1 : 0
        let digits = count &- index
        guard digits >= 1, digits <= 15 else { return notAnInteger }
        if text[index] == UInt8(ascii: "0"), digits > 1 { return notAnInteger }
        var value: Int64 = 0
        while index < count {
            let digit = text[index] &- UInt8(ascii: "0")
            if digit > 9 { return notAnInteger }
            value = value &* 10 &+ Int64(digit)
            index &+= 1
        }
        return isNegative ? 0 &- value : value
    }

    /// A decimal or whole number, correctly rounded; NaN for anything else. Identifiers (see `integer`) are numbers
    /// only when `lenient`. An exponent needs a decimal point or a sign: `1E5` may be a code (`bareExponent`).
    static func number(_ text: UnsafePointer<UInt8>, _ count: Int, lenient: Bool) -> Double {
        var index = 0
        let isNegative = text[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        let first = index
        var mantissa: UInt64 = 0
        while index < count, text[index] &- 0x30 <= 9 {
            mantissa = mantissa &* 10 &+ UInt64(text[index] &- 0x30)
            index &+= 1
        }
        let whole = index &- first
        var fraction = 0
        if index < count, text[index] == UInt8(ascii: ".") {
            index &+= 1
            let start = index
            while index < count, text[index] &- 0x30 <= 9 {
                mantissa = mantissa &* 10 &+ UInt64(text[index] &- 0x30)
                index &+= 1
            }
            fraction = index &- start
            if fraction == 0, whole == 0 { return .nan }
        } else if whole == 0 || (!lenient && index == count && whole > 15) {
            return .nan
        }
        if !lenient, whole > 1, text[first] == UInt8(ascii: "0") { return .nan }
        guard index == count, whole &+ fraction <= 15, fraction <= 22 else {
            return general(text, count, exponentAt: index)
        }
        // Both are exact in a double, so one division rounds correctly (Clinger 1990).
        let value = Double(mantissa) / powers[fraction]
        return isNegative ? -value : value
    }

    /// A whole number with an exponent that neither a decimal point nor a sign tells from a code: `2E3`. NaN for anything
    /// else.
    static func bareExponent(_ text: UnsafePointer<UInt8>, _ count: Int) -> Double {
        var index = text[0] == UInt8(ascii: "-") ? 1 : 0
        let first = index
        while index < count, text[index] &- 0x30 <= 9 { index += 1 }
        let digits = index - first
        guard (1...15).contains(digits), digits == 1 || text[first] != UInt8(ascii: "0"), index + 1 < count,
            text[index] | 0x20 == UInt8(ascii: "e"), count - index <= 4,
            (index + 1..<count).allSatisfy({ text[$0] &- 0x30 <= 9 })
        else { return .nan }
        return finite(text, count)
    }

    /// Whether the text is nothing but digits, and too long or with a leading zero: an identifier.
    static func isIdentifier(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var (digits, index) = (0, 0)
        while index < count, text[index] &- 0x30 <= 9 { index += 1 }
        digits = index
        if index < count, text[index] == UInt8(ascii: ".") {
            index += 1
            while index < count, text[index] &- 0x30 <= 9 { index += 1 }
            return index == count && digits > 1 && text[0] == UInt8(ascii: "0")
        }
        return index == count && (digits > 15 || (digits > 1 && text[0] == UInt8(ascii: "0")))
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// Long mantissas and exponents.
    private static func general(_ text: UnsafePointer<UInt8>, _ count: Int, exponentAt index: Int) -> Double {
        if index < count {
            guard text[index] | 0x20 == UInt8(ascii: "e"), index + 1 < count else { return .nan }
            let signed = text[index + 1] == UInt8(ascii: "-") || text[index + 1] == UInt8(ascii: "+")
            let hasPoint = UnsafeBufferPointer(start: text, count: index).contains(UInt8(ascii: "."))
            guard signed || hasPoint else { return .nan }
            let digits = index + (signed ? 2 : 1)
            guard digits < count, (digits..<count).allSatisfy({ text[$0] &- 0x30 <= 9 }) else { return .nan }
        }
        return finite(text, count)
    }

    private static func finite(_ text: UnsafePointer<UInt8>, _ count: Int) -> Double {
        let value = Double(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)) ?? .nan
        return value.isFinite ? value : .nan
    }
}
