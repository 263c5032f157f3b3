import Columnar

/// Percentages, amounts among plain numbers (`DressedNumber`), numbers with a decimal comma (`CommaNumber`), or numbers of
/// which some are written as `2E3`.
final class DressedDecoder: ColumnDecoder {
    enum Style: Hashable {
        case percent
        case amount
        case comma
        case exponent
    }

    private let style: Style
    private let lenient: Bool

    init(_ style: Style, lenient: Bool) {
        self.style = style
        self.lenient = lenient
    }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let values: Buffer<Double> = arena.buffer(cells.count)
        let empty = decode(cells, of: chunk, into: values.base, missing: Missing.number) { cell in
            let value = value(cell)
            return value.isNaN ? nil : value
        }
        finish(chunk, missing: empty, .numbers(values))
    }

    private func value(_ cell: Cell) -> Double {
        guard cell.count > 0 else { return .nan }
        switch style {
        case .percent: return DressedNumber.percent(cell.start, cell.count)
        case .comma: return CommaNumber.parse(cell.start, cell.count, lenient: true)
        case .amount, .exponent: break
        }
        let plain = NumberParser.number(cell.start, cell.count, lenient: lenient)
        guard plain.isNaN else { return plain }
        return style == .exponent
            ? NumberParser.bareExponent(cell.start, cell.count) : DressedNumber.amount(cell.start, cell.count)
    }
}
