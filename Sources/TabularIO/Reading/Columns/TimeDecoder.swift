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
        let values = room(for: cells.count)
        var parser = parser
        let empty = decode(cells, of: chunk, into: values.base, missing: Missing.integer) { cell in
            let value = parser.parse(cell.start, cell.count)
            return value == TimeText.notATime ? nil : value
        }
        self.parser = parser
        widenBounds(by: UnsafeBufferPointer(start: values.base, count: cells.count))
        finish(chunk, missing: empty, passing == nil ? .integers(values) : .none)
    }

    private func room(for count: Int) -> Buffer<Int64> {
        guard let room = passing else { return arena.buffer(count) }
        if room.count >= count { return room }
        let larger = Buffer<Int64>(uninitialized: count * 2)
        passing = larger
        return larger
    }
}
