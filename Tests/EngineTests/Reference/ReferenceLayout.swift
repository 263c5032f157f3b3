import Columnar

/// One row of a grouped result: a row of the grid, or `(others)` and `(total)`.
struct ReferenceDisplayRow {
    let cell: ReferenceCell
    /// One mark a row dimension; empty for ordinary rows.
    let marks: [ResultTable.Mark]
    /// Whether it is `(others)` or `(total)`.
    var isTotal = false
}

/// Lays the rows out for the reader, and as a long table for the next stage.
struct ReferenceLayout {
    let groups: ReferenceGroups
    let shown: [ReferenceDisplayRow]
    let hasTotals: Bool

    func make() throws -> (table: ReferenceTable, result: ReferenceResult) { (try table(), try result()) }

    private func parts() throws -> [ReferencePart] { try ReferencePart.all(groups) }

    // MARK: - For the reader

    private func result() throws -> ReferenceResult {
        let grid = groups.grid
        let leading = groups.dimensions.prefix(groups.rowDimensions).map(\.name)
        let isCrossTab = groups.dimensions.count > groups.rowDimensions
        let parts = try parts()
        let isOnly = parts.count { !$0.isCompanion } == 1
        var columns: [(header: String, column: Int?, part: ReferencePart)] = []
        func add(_ value: String?, _ column: Int?) {
            for part in parts {
                let header = value.map { isOnly ? "\($0)\(part.suffix)" : "\($0) \(part.name)" }
                columns.append((header ?? part.name, column, part))
            }
        }
        if isCrossTab {
            for (index, values) in grid.columns.enumerated() {
                add(values.map { ValueText.machine($0) ?? "(missing)" }.joined(separator: " "), index)
            }
            if hasTotals { add("(total)", nil) }
        } else {
            add(nil, 0)
        }
        let rows = try shown.map { row in
            (0..<groups.rowDimensions).map { dimension(row, $0) }
                + (try columns.map { column in
                    ReferenceResult.Cell(value: try column.part.value(cell(row, column.column)).0)
                })
        }
        return ReferenceResult(headers: leading + columns.map(\.header), rows: rows)
    }

    private func cell(_ row: ReferenceDisplayRow, _ column: Int?) -> ReferenceCell {
        ReferenceCell(rows: row.cell.rows, column: column, isTotal: row.isTotal || column == nil)
    }

    private func dimension(_ row: ReferenceDisplayRow, _ index: Int) -> ReferenceResult.Cell {
        let mark = row.marks.isEmpty ? .none : row.marks[index]
        return ReferenceResult.Cell(
            value: mark == .none ? groups.grid.rows[row.cell.rows[0]][index] : .missing, mark: mark)
    }

    // MARK: - For the next stage

    private func table() throws -> ReferenceTable {
        let grid = groups.grid
        let empty = ReferenceCell(rows: [], column: nil)
        var columns = groups.dimensions.map { ReferenceTable.Column(name: $0.name, kind: $0.kind) }
        let parts = try parts().filter { !$0.isCompanion }
        for part in parts { columns.append(ReferenceTable.Column(name: part.name, kind: try part.value(empty).1)) }
        var rows: [[Value]] = []
        for row in shown where !row.marks.contains(.total) {
            for column in grid.columns.indices {
                var values = (0..<groups.rowDimensions).map { index -> Value in
                    let cell = dimension(row, index)
                    return cell.mark == .others && groups.dimensions[index].kind.isText ? .text("(others)") : cell.value
                }
                values += grid.columns[column]
                values += try parts.map { try $0.value(cell(row, column)).0 }
                rows.append(values)
            }
        }
        return ReferenceTable(columns: columns, rows: rows, isData: false)
    }
}
