import Columnar

/// A column of text whose values all read as numbers: what a load says about it, so that nobody wonders where the numbers
/// are.
enum NumericTexts {
    /// Some have more digits than a number of 64 bits with decimals can hold, as identifiers have.
    case long
    /// Some are written like this one, which may be a code.
    case exponent(String)

    /// Where none of so many values is one of those, no other is looked at.
    private static let lookedAt = 1_000

    /// Nil for columns of other types and other texts.
    init?(_ column: Column) {
        guard column.type == .text, case .codes(_, let dictionary) = column.storage, dictionary.count > 0 else {
            return nil
        }
        var found: NumericTexts?
        for code in stride(from: UInt32(1), through: UInt32(dictionary.count), by: 1) {
            let text = dictionary.utf8(code)
            switch ValueClass(of: text) {
            case .bareExponent: found = found ?? .exponent(String(decoding: text, as: UTF8.self))
            case .identifier: if NumericTexts.isLong(text) { found = .long }
            case .integer, .number, .sentinel: break
            default: return nil
            }
            if found == nil, code == NumericTexts.lookedAt { return nil }
        }
        guard let found else { return nil }
        self = found
    }

    var sentence: String {
        switch self {
        case .long: "numbers of more than 15 digits are identifiers, and were read as text."
        case .exponent(let text): "values such as `\(text)` may be numbers or codes; they were read as text."
        }
    }

    private static func isLong(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count { $0 &- 0x30 <= 9 } > 15
    }
}
