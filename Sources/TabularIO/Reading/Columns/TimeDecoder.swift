import Columnar

/// Dates and times, year-last dates in one order for the whole column.
final class TimeDecoder: ColumnDecoder {
    private(set) var parser: TimeText
    /// Where the values of a chunk stand whose bounds alone are asked for; nil keeps the values.
    private var passing: Buffer<Int64>?

    init(_ order: DateOrder, keepsValues: Bool) {
        parser = TimeText(order: order)
        passing = keepsValues ? nil : Buffer(uninitialized: 0)
    }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let buffer = room(for: cells.count)
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
        widenBounds(by: UnsafeBufferPointer(start: values, count: cells.count))
        finish(chunk, missing: missing, passing == nil ? .integers(buffer) : .none)
    }

    private func room(for count: Int) -> Buffer<Int64> {
        guard let room = passing else { return Buffer(uninitialized: count) }
        if room.count >= count { return room }
        let larger = Buffer<Int64>(uninitialized: count * 2)
        passing = larger
        return larger
    }
}
