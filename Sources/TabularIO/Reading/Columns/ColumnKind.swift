import Columnar

/// How a column's cells are decoded. A kind is provisional until the whole column was seen (`ColumnEvidence`).
enum ColumnKind: Hashable {
    /// Nothing but missing values and sentinels was seen yet: values are taken for texts, or only classified where nobody
    /// wants them.
    case undetermined
    case text
    case integer
    case number
    case dressed(DressedDecoder.Style)
    case boolean(BooleanText)
    case time(DateOrder)
    case flag(yes: [String])

    /// Whether the values may turn out to be times.
    var mayBeTimes: Bool {
        switch self {
        case .undetermined, .time: true
        default: false
        }
    }

    /// The type that values of the kind have as long as nothing speaks against it.
    var firstType: DataType {
        switch self {
        case .undetermined, .text: .text
        case .integer: .integer
        case .number: .number
        case .dressed(let style): style == .percent ? .percent : .number
        case .boolean, .flag: .boolean
        case .time: .time
        }
    }

    /// The decoder for this kind: the one list of them. `isHinted` columns are what the hint says, whatever they hold.
    /// - Parameter keepsValues: false where only the bounds of times are asked for.
    func decoder(isHinted: Bool, keepsValues: Bool) -> ColumnDecoder {
        switch self {
        case .undetermined: keepsValues ? TextDecoder() : UndeterminedDecoder()
        case .text: TextDecoder()
        case .integer: IntegerDecoder()
        case .number: NumberDecoder(lenient: isHinted)
        case .dressed(let style): DressedDecoder(style, lenient: isHinted)
        case .boolean(let style): BooleanDecoder(style)
        case .time(let order): TimeDecoder(order, keepsValues: keepsValues)
        case .flag(let yes): FlagDecoder(yes: yes)
        }
    }

    /// The kind that the counts of a column speak for, or nil when they hold no known value.
    ///
    /// `share` is how many of a hundred values have to fit a kind other than text.
    init?(majorityOf counts: ClassCounts, dateOrder: DateOrder?, share: Int) {
        let known = counts.total - counts[.sentinel]
        guard known > 0 else { return nil }
        let times = counts[.time, .monthFirstTime, .dayFirstTime, .ambiguousTime, .dottedTime]
        func isMost(_ count: Int) -> Bool { count * 100 >= known * share }
        if counts[.identifier] > 0, isMost(counts[.integer, .number, .amount, .identifier]) {
            self = .text
        } else if isMost(counts[.integer, .number]) {
            self = counts[.bareExponent] > 0 ? .dressed(.exponent) : counts[.number] > 0 ? .number : .integer
        } else if counts[.integer, .number] * 2 >= known, isMost(counts[.integer, .number, .bareExponent]) {
            self = .dressed(.exponent)
        } else if counts[.commaNumber] * 2 >= known, isMost(counts[.integer, .number, .amount, .commaNumber]) {
            self = .dressed(.comma)
        } else if isMost(counts[.integer, .number, .amount]) {
            self = .dressed(.amount)
        } else if isMost(counts[.percent]) {
            self = .dressed(.percent)
        } else if isMost(times) {
            let isDayFirst =
                counts[.dayFirstTime] != counts[.monthFirstTime]
                ? counts[.dayFirstTime] > counts[.monthFirstTime] : counts[.dottedTime] > counts[.ambiguousTime]
            self = .time(dateOrder ?? (isDayFirst ? .dayFirst : .monthFirst))
        } else if isMost(counts[.letterBoolean]) {
            self = .boolean(.letters)
        } else if isMost(counts[.wordBoolean]) {
            self = .boolean(.words)
        } else if isMost(counts[.truthBoolean]) {
            self = .boolean(.truth)
        } else {
            self = .text
        }
    }
}
