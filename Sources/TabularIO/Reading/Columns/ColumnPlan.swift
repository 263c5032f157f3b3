/// What is to be done with one column: its name, its hint, and how it is decoded at the moment.
struct ColumnPlan: Sendable {
    let name: String
    let hint: ColumnHint
    let dateOrder: DateOrder?
    /// Whether somebody wants the values; of those that are times the bounds matter in any case.
    let isWanted: Bool
    private(set) var kind: ColumnKind
    /// How often the column was decoded before.
    private(set) var turns = 0

    /// A first guess from the values of the first rows.
    init(name: String, hint: ColumnHint, dateOrder: DateOrder?, sample: ClassCounts, isWanted: Bool) {
        self.name = name
        self.isWanted = isWanted
        self.dateOrder = dateOrder
        // A ZIP code is a name, whatever the digits of a city's codes happen to be.
        let isPostcode = name.lowercased().contains("zip")
        self.hint = hint == .automatic && isPostcode ? .text : hint
        switch self.hint {
        case .automatic: kind = ColumnKind(majorityOf: sample, dateOrder: dateOrder, share: 80) ?? .undetermined
        case .text: kind = .text
        case .flag(let yes): kind = .flag(yes: yes)
        case .number:
            kind =
                sample[.commaNumber] * 2 >= max(1, sample.total - sample[.sentinel])
                ? .dressed(.comma)
                : sample[.bareExponent] > 0
                    ? .dressed(.exponent)
                    : sample[.amount] > 0 ? .dressed(.amount) : sample[.number, .identifier] > 0 ? .number : .integer
        case .time:
            let times = ClassCounts(
                of: sample, only: [.time, .monthFirstTime, .dayFirstTime, .ambiguousTime, .dottedTime])
            kind = ColumnKind(majorityOf: times, dateOrder: dateOrder, share: 80) ?? .time(dateOrder ?? .monthFirst)
        }
    }

    /// Whether the hint decides, so that values that do not fit are missing however many they are.
    var isHinted: Bool { hint != .automatic }

    mutating func turn(to kind: ColumnKind) {
        self.kind = kind
        turns += 1
    }
}

extension ClassCounts {
    /// The counts of some classes, without the rest.
    init(of other: ClassCounts, only classes: [ValueClass]) {
        self.init()
        for valueClass in classes { self[valueClass] = other[valueClass] }
    }
}
