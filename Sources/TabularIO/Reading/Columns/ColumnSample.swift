/// A look at the first rows, for a first guess at the columns' kinds. The guess costs a second pass over a column when
/// it is wrong; the whole column decides (`ColumnEvidence`).
enum ColumnSample {
    private static let rows = 1_000
    /// How many of them are looked at, of every column.
    private static let looks = 250
    private static let bytes = 256 << 10

    /// Per column of the table the classes of its first known values, in the first source that has the column. A column
    /// whose first rows are empty, as the newest requests have no end, is looked up in the middle of the source.
    static func counts(_ layouts: [SourceLayout], columnCount: Int) -> [ClassCounts] {
        var counts = [ClassCounts](repeating: ClassCounts(), count: columnCount)
        var open = Set(0..<columnCount)
        for layout in layouts where !open.isEmpty {
            let present = open.filter { layout.fields[$0] != nil }
            open.subtract(present)
            let start = layout.bodyStart
            add(layout, at: start, present, &counts)
            let middle = start + (layout.bytes.count - start) / 2
            if middle >= start + bytes { add(layout, at: middle, present.filter { counts[$0].total == 0 }, &counts) }
        }
        return counts
    }

    private static func add(
        _ layout: SourceLayout, at start: Int, _ columns: Set<Int>, _ counts: inout [ClassCounts]
    ) {
        let chunk = RowChunk()
        let stretch = RowScan.Stretch(
            source: 0, bytes: start..<start + bytes, beginsRow: start == layout.bodyStart,
            isApart: start != layout.bodyStart)
        guard !columns.isEmpty, start < layout.bytes.count, chunk.scan(layout, stretch) == nil,
            chunk.arrange(fieldCount: layout.fieldCount, ragged: layout.ragged) == nil
        else { return }
        let count = min(chunk.rowCount, rows)
        for column in columns {
            let cells = chunk.cells(field: layout.fields[column], fieldCount: layout.fieldCount)
            for row in stride(from: 0, to: count, by: max(1, count / looks)) {
                let cell = cells[row]
                if cell.count > 0 {
                    counts[column][ValueClass(of: UnsafeBufferPointer(start: cell.start, count: cell.count))] += 1
                }
            }
        }
    }
}
