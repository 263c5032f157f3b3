import Columnar

/// What a whole decoded column says about its kind.
///
/// A column keeps its kind when every known value fits; when the others are all spellings of "no value"; or when there
/// are at least 100 rows and at most 1 % of the known values do not fit. Else it is text. Columns of digits of which
/// some are identifiers (a leading zero, more than 15 digits) are text at once; Booleans allow no misfits besides
/// sentinels, because a third value is a category of its own; a column that consists of `N` alone is text too.
struct ColumnEvidence {
    private let plan: ColumnPlan
    private let decoders: [ColumnDecoder]
    private let rowCount: Int
    private var misfits = ClassCounts()
    /// How many values there are, sentinels among them.
    private let known: Int

    private static let toleratedRows = 100
    private static let toleratedShare = 100

    /// - Parameter decoders: one per worker, in any order.
    init(_ plan: ColumnPlan, decoders: [ColumnDecoder], rowCount: Int) {
        self.plan = plan
        self.decoders = decoders
        self.rowCount = rowCount
        for decoder in decoders { misfits.add(decoder.misfitCounts) }
        known = rowCount - decoders.reduce(0) { $0 + $1.missingCount } + misfits.total
    }

    var resolution: Resolution {
        switch plan.kind {
        case .text: .settled(.text, Resolution.Notes())
        case .flag: .settled(.boolean, Resolution.Notes())
        case .undetermined: resolutionOfUndetermined
        case .integer: resolutionOfIntegers
        case .number: resolutionOfNumbers
        case .dressed(let style): resolution(of: style)
        case .boolean(let style): resolution(of: style)
        case .time(let order): resolution(ofTimes: order)
        }
    }

    // MARK: - What the counts say

    /// The misfits that are no spellings of "no value".
    private var bad: Int { misfits.total - misfits[.sentinel] }

    private var isTolerable: Bool {
        plan.isHinted || bad == 0
            || (rowCount >= ColumnEvidence.toleratedRows && misfits.total * ColumnEvidence.toleratedShare <= known)
    }

    /// Whether no number is the name of something.
    private var hasNoIdentifiers: Bool { plan.isHinted || misfits[.identifier] == 0 }

    private var isComma: Bool { misfits[.commaNumber] > 0 && misfits[.commaNumber] * 2 >= known }

    /// The dress that numbers which were taken for plain ones wear after all.
    private var dress: DressedDecoder.Style? {
        if isComma { return .comma }
        if misfits[.amount] > 0 { return .amount }
        // Half of the values have to be written as numbers; then `2E3` is one too.
        let isScientific = plan.isHinted || (known - misfits.total + misfits[.number]) * 2 >= known
        return misfits[.bareExponent] > 0 && isScientific ? .exponent : nil
    }

    // MARK: - Kinds

    private var resolutionOfUndetermined: Resolution {
        var counts = misfits
        for case let decoder as TextDecoder in decoders { counts.add(decoder.classCounts()) }
        let kind = ColumnKind(majorityOf: counts, dateOrder: plan.dateOrder, share: 80) ?? .text
        return kind == .text ? .settled(.text, Resolution.Notes()) : .again(kind)
    }

    private var resolutionOfIntegers: Resolution {
        guard hasNoIdentifiers else { return .again(.text) }
        if let dress { return .again(.dressed(dress)) }
        if misfits[.number] > 0 || misfits[.identifier] > 0 { return .again(.number) }
        return isTolerable ? .settled(.integer, Resolution.Notes()) : .again(.text)
    }

    private var resolutionOfNumbers: Resolution {
        guard hasNoIdentifiers else { return .again(.text) }
        if let dress { return .again(.dressed(dress)) }
        return isTolerable ? .settled(.number, Resolution.Notes()) : .again(.text)
    }

    private func resolution(of style: DressedDecoder.Style) -> Resolution {
        if style == .amount, isComma, plan.turns < 2 { return .again(.dressed(.comma)) }
        guard hasNoIdentifiers, isTolerable else { return .again(.text) }
        return .settled(
            style == .percent ? .percent : .number,
            Resolution.Notes(undressed: style == .amount, hasCommas: style == .comma))
    }

    private func resolution(of style: BooleanText) -> Resolution {
        let sawTrue = decoders.contains { ($0 as? BooleanDecoder)?.sawTrue ?? false }
        return bad == 0 && (style != .letters || sawTrue) ? .settled(.boolean, Resolution.Notes()) : .again(.text)
    }

    private func resolution(ofTimes order: DateOrder) -> Resolution {
        let parsers = decoders.compactMap { ($0 as? TimeDecoder)?.parser }
        let provesOrder = parsers.contains { $0.provesOrder }
        let contrary = misfits[order == .monthFirst ? .dayFirstTime : .monthFirstTime]
        if plan.dateOrder == nil, plan.turns < 2, contrary > 0, !provesOrder || contrary * 2 > known {
            return .again(.time(order.other))
        }
        guard isTolerable else { return .again(.text) }
        return .settled(
            parsers.contains { $0.sawClock } || known == misfits.total ? .time : .date,
            Resolution.Notes(
                provenOrder: provesOrder ? order : nil,
                assumedOrder: !provesOrder && parsers.contains { $0.sawAmbiguous } ? order : nil,
                offsets: Offsets.union(parsers.map(\.offsets))))
    }
}
