/// A look at the first rows, for a first guess at the columns' kinds. The guess costs a second pass over a column when
/// it is wrong; the whole column decides (`Resolution`).
enum ColumnSample {
    private static let rows = 1_000
    private static let bytes = 256 << 10

    /// Per column of the table the classes of its first known values, in the first source that has the column.
    static func counts(_ layouts: [SourceLayout], columnCount: Int) -> [ClassCounts] {
        var counts = [ClassCounts](repeating: ClassCounts(), count: columnCount)
        var open = Set(0..<columnCount)
        for layout in layouts where !open.isEmpty {
            let present = open.filter { layout.fields[$0] != nil }
            if !present.isEmpty { add(layout, present, &counts) }
            open.subtract(present)
        }
        return counts
    }

    private static func add(_ layout: SourceLayout, _ columns: Set<Int>, _ counts: inout [ClassCounts]) {
        let chunk = RowChunk()
        guard layout.bodyStart < layout.bytes.count,
            chunk.scan(layout.bytes, layout.bodyStart..<layout.bodyStart + bytes, dialect: layout.dialect) == nil,
            chunk.arrange(fieldCount: layout.fieldCount, ragged: layout.ragged) == nil
        else { return }
        for column in columns {
            let cells = chunk.cells(field: layout.fields[column], fieldCount: layout.fieldCount)
            for row in 0..<min(cells.count, rows) {
                let cell = cells[row]
                if cell.count > 0 {
                    counts[column][ValueClass(of: UnsafeBufferPointer(start: cell.start, count: cell.count))] += 1
                }
            }
        }
    }
}
