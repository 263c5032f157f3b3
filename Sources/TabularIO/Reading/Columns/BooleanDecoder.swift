import Columnar

/// Booleans in one pair of spellings.
final class BooleanDecoder: ColumnDecoder {
    private let style: BooleanText
    /// Whether a true value was seen: a column of nothing but `N` may as well mean north.
    private(set) var sawTrue = false

    init(_ style: BooleanText) { self.style = style }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let buffer = Buffer<UInt8>(uninitialized: cells.count)
        let values = buffer.base
        let style = style
        var missing = 0
        var union: UInt8 = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                values[row] = Missing.boolean
                missing &+= 1
                continue
            }
            var value = style.parse(cell.start, cell.count)
            if value == Missing.boolean { value = retry(cell, row, chunk) }
            values[row] = value
            union |= value
        }
        if union & 1 == 1 { sawTrue = true }
        finish(chunk, missing: missing, .bytes(buffer))
    }

    @inline(never) private func retry(_ cell: Cell, _ row: Int, _ chunk: RowChunk) -> UInt8 {
        let trimmed = cell.trimmed
        let value = style.parse(trimmed.start, trimmed.count)
        if value == Missing.boolean { misfit(cell, row: row, of: chunk) }
        return value
    }
}
