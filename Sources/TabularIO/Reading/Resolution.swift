import Columnar

/// What a whole decoded column says about its kind.
///
/// A column keeps its kind when every known value fits; when the others are all spellings of "no value"; or when there
/// are at least 100 rows and at most 1 % of the known values do not fit. Else it is text. Columns of digits of which
/// some are identifiers (a leading zero, more than 15 digits) are text at once; Booleans allow no misfits besides
/// sentinels, because a third value is a category of its own; a column that consists of `N` alone is text too.
enum Resolution {
    /// The column has this type; the notes are what is to be said about it.
    case settled(DataType, Notes)
    /// The column has to be decoded again.
    case again(ColumnKind)

    struct Notes {
        /// The order that all year-last dates were read in prove by themselves; nil when there are none.
        var provenOrder: DateOrder?
        /// The order that was assumed, because both are possible.
        var assumedOrder: DateOrder?
        var droppedOffsets = false
        /// Whether currency signs or grouped thousands were taken off numbers.
        var undressed = false
        /// Whether commas were read as decimal points.
        var hasCommas = false
    }

    private static let toleratedRows = 100
    private static let toleratedShare = 100

    /// - Parameter decoders: one per worker, in any order.
    init(_ plan: ColumnPlan, decoders: [ColumnDecoder], rowCount: Int) {
        var misfits = ClassCounts()
        var missing = 0
        for decoder in decoders {
            misfits.add(decoder.misfitCounts)
            missing += decoder.missingCount
        }
        let known = rowCount - missing + misfits.total
        let bad = misfits.total - misfits[.sentinel]
        // Half of the values have to be written as numbers; then `2E3` is one too.
        let isScientific = misfits[.bareExponent] > 0 && (known - misfits.total + misfits[.number]) * 2 >= known
        let isComma = misfits[.commaNumber] > 0 && misfits[.commaNumber] * 2 >= known
        func isTolerable(_ bad: Int, of total: Int) -> Bool {
            plan.isHinted || bad == 0
                || (rowCount >= Resolution.toleratedRows && total * Resolution.toleratedShare <= known)
        }
        switch plan.kind {
        case .text:
            self = .settled(.text, Notes())
        case .flag:
            self = .settled(.boolean, Notes())
        case .undetermined:
            for case let decoder as TextDecoder in decoders { misfits.add(decoder.classCounts()) }
            let kind = ColumnKind(majorityOf: misfits, dateOrder: plan.dateOrder, share: 80) ?? .text
            self = kind == .text ? .settled(.text, Notes()) : .again(kind)
        case .integer:
            if !plan.isHinted, misfits[.identifier] > 0 {
                self = .again(.text)
            } else if isComma {
                self = .again(.dressed(.comma))
            } else if misfits[.amount] > 0 {
                self = .again(.dressed(.amount))
            } else if plan.isHinted ? misfits[.bareExponent] > 0 : isScientific {
                self = .again(.dressed(.exponent))
            } else if misfits[.number] > 0 || (plan.isHinted && misfits[.identifier] > 0) {
                self = .again(.number)
            } else {
                self = isTolerable(bad, of: misfits.total) ? .settled(.integer, Notes()) : .again(.text)
            }
        case .number:
            let isNumber = (plan.isHinted || misfits[.identifier] == 0) && isTolerable(bad, of: misfits.total)
            let isAllNumbers = plan.isHinted || misfits[.identifier] == 0
            if isComma, isAllNumbers {
                self = .again(.dressed(.comma))
            } else if misfits[.amount] > 0, isAllNumbers {
                self = .again(.dressed(.amount))
            } else if plan.isHinted ? misfits[.bareExponent] > 0 : isScientific && isAllNumbers {
                self = .again(.dressed(.exponent))
            } else {
                self = isNumber ? .settled(.number, Notes()) : .again(.text)
            }
        case .dressed(let style):
            let isNumber = (plan.isHinted || misfits[.identifier] == 0) && isTolerable(bad, of: misfits.total)
            if style == .amount, isComma, plan.turns < 2 {
                self = .again(.dressed(.comma))
            } else if isNumber {
                self = .settled(
                    style == .percent ? .percent : .number,
                    Notes(undressed: style == .amount, hasCommas: style == .comma))
            } else {
                self = .again(.text)
            }
        case .boolean(let style):
            let sawTrue = decoders.contains { ($0 as? BooleanDecoder)?.sawTrue ?? false }
            self = bad == 0 && (style != .letters || sawTrue) ? .settled(.boolean, Notes()) : .again(.text)
        case .time(let order):
            let parsers = decoders.compactMap { ($0 as? TimeDecoder)?.parser }
            let provesOrder = parsers.contains { $0.provesOrder }
            let contrary = misfits[order == .monthFirst ? .dayFirstTime : .monthFirstTime]
            if plan.dateOrder == nil, plan.turns < 2, contrary > 0, !provesOrder || contrary * 2 > known {
                self = .again(.time(order.other))
            } else if isTolerable(bad, of: misfits.total) {
                let type: DataType = parsers.contains { $0.sawClock } || known == misfits.total ? .time : .date
                self = .settled(
                    type,
                    Notes(
                        provenOrder: provesOrder ? order : nil,
                        assumedOrder: !provesOrder && parsers.contains { $0.sawAmbiguous } ? order : nil,
                        droppedOffsets: parsers.contains { $0.sawOffset }))
            } else {
                self = .again(.text)
            }
        }
    }
}
