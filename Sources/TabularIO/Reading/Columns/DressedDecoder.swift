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
        let buffer = Buffer<Double>(uninitialized: cells.count)
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                buffer.base[row] = Missing.number
                missing &+= 1
                continue
            }
            let value = value(cell.trimmed)
            if value.isNaN { misfit(cell, row: row, of: chunk) }
            buffer.base[row] = value.isNaN ? Missing.number : value
        }
        finish(chunk, missing: missing, .numbers(buffer))
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
