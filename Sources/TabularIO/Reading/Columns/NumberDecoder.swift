import Columnar

/// Decimal numbers; digits with leading zeros and long digit strings are numbers only when `lenient`.
final class NumberDecoder: ColumnDecoder {
    private let lenient: Bool

    init(lenient: Bool) { self.lenient = lenient }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let buffer = Buffer<Double>(uninitialized: cells.count)
        let values = buffer.base
        let lenient = lenient
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                values[row] = Missing.number
                missing &+= 1
                continue
            }
            var value = NumberParser.number(cell.start, cell.count, lenient: lenient)
            if value.isNaN { value = retry(cell, row, chunk) }
            values[row] = value
        }
        finish(chunk, missing: missing, .numbers(buffer))
    }

    @inline(never) private func retry(_ cell: Cell, _ row: Int, _ chunk: RowChunk) -> Double {
        let trimmed = cell.trimmed
        if trimmed.count > 0 {
            let value = NumberParser.number(trimmed.start, trimmed.count, lenient: lenient)
            if !value.isNaN { return value }
        }
        misfit(cell, row: row, of: chunk)
        return Missing.number
    }
}
