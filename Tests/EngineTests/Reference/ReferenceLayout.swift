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

    private var names: [String] { groups.items.isEmpty ? ["count"] : groups.items.map(\.name) }

    // MARK: - For the reader

    private func result() throws -> ReferenceResult {
        let grid = groups.grid
        let leading = groups.dimensions.prefix(groups.rowDimensions).map(\.name)
        let isCrossTab = groups.dimensions.count > groups.rowDimensions
        var columns: [(header: String, column: Int?, item: Int)] = []
        if isCrossTab {
            for (index, values) in grid.columns.enumerated() {
                let value = values.map { ValueText.machine($0) ?? "(missing)" }.joined(separator: " ")
                columns += headers(value).enumerated().map { ($1, index, $0) }
            }
            if hasTotals { columns += headers("(total)").enumerated().map { ($1, nil, $0) } }
        } else {
            columns = names.enumerated().map { ($1, 0, $0) }
        }
        let rows = try shown.map { row in
            (0..<groups.rowDimensions).map { dimension(row, $0) }
                + (try columns.map { column in
                    ReferenceResult.Cell(
                        value: try groups.item(column.item, cell(row, column.column)).0)
                })
        }
        return ReferenceResult(headers: leading + columns.map(\.header), rows: rows)
    }

    private func cell(_ row: ReferenceDisplayRow, _ column: Int?) -> ReferenceCell {
        ReferenceCell(rows: row.cell.rows, column: column, isTotal: row.isTotal || column == nil)
    }

    /// The headers of the items in one column of a cross-tab.
    private func headers(_ value: String) -> [String] { names.count == 1 ? [value] : names.map { "\(value) \($0)" } }

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
        for (index, name) in names.enumerated() {
            columns.append(ReferenceTable.Column(name: name, kind: try groups.item(index, empty).1))
        }
        var rows: [[Value]] = []
        for row in shown where !row.marks.contains(.total) {
            for column in grid.columns.indices {
                var values = (0..<groups.rowDimensions).map { index -> Value in
                    let cell = dimension(row, index)
                    return cell.mark == .others && groups.dimensions[index].kind.isText ? .text("(others)") : cell.value
                }
                values += grid.columns[column]
                values += try names.indices.map {
                    try groups.item($0, cell(row, column)).0
                }
                rows.append(values)
            }
        }
        return ReferenceTable(columns: columns, rows: rows, isData: false)
    }
}
