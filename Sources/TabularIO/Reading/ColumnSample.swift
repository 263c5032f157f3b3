/// A look at the first rows, for a first guess at the columns' kinds. The guess costs a second pass over a column when
/// it is wrong; the whole column decides (`Resolution`).
enum ColumnSample {
    private static let rows = 1_000
    private static let bytes = 256 << 10

    /// Per column of the table the classes of its first known values.
    static func counts(_ layout: SourceLayout) -> [ClassCounts] {
        var counts = [ClassCounts](repeating: ClassCounts(), count: layout.fields.count)
        let chunk = RowChunk()
        guard layout.bodyStart < layout.bytes.count,
            chunk.scan(layout.bytes, from: layout.bodyStart, atLeast: bytes, dialect: layout.dialect) == nil,
            chunk.arrange(fieldCount: layout.fieldCount) == nil
        else { return counts }
        for (column, field) in layout.fields.enumerated() {
            let cells = chunk.cells(field: field, fieldCount: layout.fieldCount)
            for row in 0..<min(cells.count, rows) {
                let cell = cells[row]
                if cell.count > 0 {
                    counts[column][ValueClass(of: UnsafeBufferPointer(start: cell.start, count: cell.count))] += 1
                }
            }
        }
        return counts
    }
}
