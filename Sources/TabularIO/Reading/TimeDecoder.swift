import Columnar

/// Dates and times, year-last dates in one order for the whole column.
final class TimeDecoder: ColumnDecoder {
    private(set) var parser: TimeText

    init(_ order: DateOrder) { parser = TimeText(order: order) }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let buffer = Buffer<Int64>(uninitialized: cells.count)
        let values = buffer.base
        var parser = parser
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                values[row] = Missing.integer
                missing &+= 1
                continue
            }
            var value = parser.parse(cell.start, cell.count)
            if value == TimeText.notATime {
                let trimmed = cell.trimmed
                if trimmed.count != cell.count { value = parser.parse(trimmed.start, trimmed.count) }
                if value == TimeText.notATime { misfit(cell, row: row, of: chunk) }
            }
            values[row] = value
        }
        self.parser = parser
        finish(chunk, missing: missing, .integers(buffer))
    }
}
