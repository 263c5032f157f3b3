import Columnar

/// Whole numbers of up to 15 digits.
final class IntegerDecoder: ColumnDecoder {
    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let buffer = Buffer<Int64>(uninitialized: cells.count)
        let values = buffer.base
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                values[row] = Missing.integer
                missing &+= 1
                continue
            }
            var value = NumberParser.integer(cell.start, cell.count)
            if value == NumberParser.notAnInteger { value = retry(cell, row, chunk) }
            values[row] = value
        }
        widenBounds(by: buffer.elements)
        finish(chunk, missing: missing, .integers(buffer))
    }

    @inline(never) private func retry(_ cell: Cell, _ row: Int, _ chunk: RowChunk) -> Int64 {
        let trimmed = cell.trimmed
        if trimmed.count > 0 {
            let value = NumberParser.integer(trimmed.start, trimmed.count)
            if value != NumberParser.notAnInteger { return value }
        }
        misfit(cell, row: row, of: chunk)
        return Missing.integer
    }
}
