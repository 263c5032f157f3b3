/// What a single value looks like. Column types are decided on the counts of these over whole columns.
enum ValueClass: Int, CaseIterable {
    case integer
    case number
    /// A number with a percent sign.
    case percent
    /// A number with a currency sign or grouped thousands.
    case amount
    /// A number whose decimals stand behind a comma.
    case commaNumber
    /// `2E3`: a number among numbers, and a code among codes.
    case bareExponent
    /// Digits with a leading zero, or more than 15 of them: a number by its looks only.
    case identifier
    case letterBoolean
    case wordBoolean
    case truthBoolean
    /// A time that has one reading, or the same one in both date orders.
    case time
    /// A year-last date whose second number is past 12.
    case monthFirstTime
    /// A year-last date whose first number is past 12.
    case dayFirstTime
    case ambiguousTime
    /// An ambiguous date with dots, which is day first unless other values say otherwise.
    case dottedTime
    /// A spelling of "no value": `NA`, `NULL`, a dash, a space.
    case sentinel
    case text

    /// Looks at a known value (not empty). Spaces around it do not count, except that spaces alone are a sentinel.
    init(of bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            self = .sentinel
            return
        }
        let cell = Cell(start: start, count: bytes.count).trimmed
        let bytes = ByteKinds(cell)
        if ValueClass.isSentinel(cell) {
            self = .sentinel
        } else if !bytes.contains(.digit) {
            self = ValueClass.boolean(cell) ?? .text
        } else if !bytes.isDisjoint(with: [.timeMark, .plainLetter]) {
            self = ValueClass.time(cell) ?? .text
        } else if NumberParser.integer(cell.start, cell.count) != NumberParser.notAnInteger {
            self = .integer
        } else if NumberParser.isIdentifier(cell.start, cell.count) {
            self = .identifier
        } else if !NumberParser.number(cell.start, cell.count, lenient: false).isNaN {
            self = .number
        } else if !NumberParser.bareExponent(cell.start, cell.count).isNaN {
            self = .bareExponent
        } else if !DressedNumber.percent(cell.start, cell.count).isNaN {
            self = .percent
        } else if !DressedNumber.amount(cell.start, cell.count).isNaN {
            self = .amount
        } else if !CommaNumber.parse(cell.start, cell.count, lenient: false).isNaN {
            self = .commaNumber
        } else {
            self = ValueClass.time(cell) ?? .text
        }
    }

    private static func boolean(_ cell: Cell) -> ValueClass? {
        switch BooleanText.allCases.first(where: { $0.parse(cell.start, cell.count) != 2 }) {
        case .letters: .letterBoolean
        case .words: .wordBoolean
        case .truth: .truthBoolean
        case nil: nil
        }
    }

    /// Which bytes a value holds: what rules most classes out at once.
    private struct ByteKinds: OptionSet {
        let rawValue: UInt8

        static let digit = ByteKinds(rawValue: 1)
        /// A slash or a colon, which no number has.
        static let timeMark = ByteKinds(rawValue: 2)
        /// A letter that is no part of a currency or an exponent.
        static let plainLetter = ByteKinds(rawValue: 4)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ cell: Cell) {
            var kinds: ByteKinds = []
            for index in 0..<cell.count {
                switch cell.start[index] {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): kinds.insert(.digit)
                case UInt8(ascii: ":"), UInt8(ascii: "/"): kinds.insert(.timeMark)
                case UInt8(ascii: "I")...UInt8(ascii: "Q"), UInt8(ascii: "f")...UInt8(ascii: "z"):
                    kinds.insert(.plainLetter)
                default: break
                }
            }
            self = kinds
        }
    }

    private static func time(_ cell: Cell) -> ValueClass? {
        var (monthFirst, dayFirst) = (TimeText(order: .monthFirst), TimeText(order: .dayFirst))
        let isMonthFirst = monthFirst.parse(cell.start, cell.count) != TimeText.notATime
        let isDayFirst = dayFirst.parse(cell.start, cell.count) != TimeText.notATime
        switch (isMonthFirst, isDayFirst) {
        case (true, true): return monthFirst.sawDots ? .dottedTime : monthFirst.sawAmbiguous ? .ambiguousTime : .time
        case (true, false): return .monthFirstTime
        case (false, true): return .dayFirstTime
        case (false, false): return nil
        }
    }

    private static let sentinels = ["na", "n/a", "#n/a", "null", "nan", "none", "-", "--"].map { Array($0.utf8) }

    private static func isSentinel(_ cell: Cell) -> Bool {
        guard cell.count > 0 else { return true }
        guard cell.count <= 4 else { return false }
        return sentinels.contains { word in
            word.count == cell.count
                && word.indices.allSatisfy { index in
                    let byte = cell.start[index]
                    return (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == word[index]
                }
        }
    }

    var isNumericOrTime: Bool {
        switch self {
        case .integer, .number, .time, .monthFirstTime, .dayFirstTime, .ambiguousTime, .dottedTime: true
        default: false
        }
    }
}
