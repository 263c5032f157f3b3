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
    /// The columns of the cross-tab that `top` keeps, in order; nil is all of them.
    let columns: [Int]?
    /// Whether all columns that `top` leaves out are one more.
    let hasOtherColumns: Bool

    /// A part of each row: a column, all that `top` leaves out, or all.
    private enum Section {
        case column(Int)
        case others
        case whole
    }

    private var sections: [Section] {
        let kept = columns ?? Array(groups.grid.columns.indices)
        let hasOthers = columns != nil && hasOtherColumns && kept.count < groups.grid.columns.count
        return kept.map(Section.column) + (hasOthers ? [.others] : [])
    }

    func make() throws -> (table: ReferenceTable, result: ReferenceResult) { (try table(), try result()) }

    private func parts() throws -> [ReferencePart] { try ReferencePart.all(groups) }

    // MARK: - For the reader

    private func result() throws -> ReferenceResult {
        let leading = groups.dimensions.prefix(groups.rowDimensions).map(\.name)
        let isCrossTab = groups.dimensions.count > groups.rowDimensions
        let parts = try parts()
        let isOnly = parts.count { !$0.isCompanion } == 1
        var columns: [(header: String, section: Section, part: ReferencePart)] = []
        func add(_ value: String?, _ section: Section) {
            for part in parts {
                let header = value.map { isOnly ? "\($0)\(part.suffix)" : "\($0) \(part.name)" }
                columns.append((header ?? part.name, section, part))
            }
        }
        if isCrossTab {
            for section in sections {
                let values = values(section).map { $0.map { ValueText.machine($0) ?? "(missing)" } }
                add(values?.joined(separator: " ") ?? "(others)", section)
            }
            if hasTotals { add("(total)", .whole) }
        } else {
            add(nil, .column(0))
        }
        let rows = try shown.map { row in
            (0..<groups.rowDimensions).map { dimension(row, $0) }
                + (try columns.map { column in
                    ReferenceResult.Cell(value: try column.part.value(cell(row, column.section)).0)
                })
        }
        return ReferenceResult(headers: leading + columns.map(\.header), rows: rows)
    }

    /// What the cross-tab's dimensions are; nil where they are several.
    private func values(_ section: Section) -> [Value]? {
        if case .column(let column) = section { groups.grid.columns[column] } else { nil }
    }

    private func cell(_ row: ReferenceDisplayRow, _ section: Section) -> ReferenceCell {
        switch section {
        case .column(let column): ReferenceCell(rows: row.cell.rows, column: column, isTotal: row.isTotal)
        case .whole: ReferenceCell(rows: row.cell.rows, column: nil, isTotal: true)
        case .others:
            ReferenceCell(
                row.cell.rows.flatMap { row in
                    groups.grid.columns.indices.filter { !(columns ?? []).contains($0) }
                        .map { ReferencePlace(row: row, column: $0) }
                }, isTotal: true)
        }
    }

    private func dimension(_ row: ReferenceDisplayRow, _ index: Int) -> ReferenceResult.Cell {
        let mark = row.marks.isEmpty ? .none : row.marks[index]
        return ReferenceResult.Cell(
            value: mark == .none ? groups.grid.rows[row.cell.rows[0]][index] : .missing, mark: mark)
    }

    // MARK: - For the next stage

    private func table() throws -> ReferenceTable {
        let empty = ReferenceCell(rows: [], column: nil)
        var columns = groups.dimensions.map { ReferenceTable.Column(name: $0.name, kind: $0.kind) }
        let parts = try parts().filter { !$0.isCompanion }
        for part in parts { columns.append(ReferenceTable.Column(name: part.name, kind: try part.value(empty).1)) }
        var rows: [[Value]] = []
        for row in shown where !row.marks.contains(.total) {
            for section in sections {
                var cells = (0..<groups.rowDimensions).map { index -> Value in
                    let cell = dimension(row, index)
                    return cell.mark == .others && groups.dimensions[index].kind.isText ? .text("(others)") : cell.value
                }
                cells +=
                    values(section)
                    ?? groups.dimensions.dropFirst(groups.rowDimensions).map {
                        $0.kind.isText ? .text("(others)") : .missing
                    }
                cells += try parts.map { try $0.value(cell(row, section)).0 }
                rows.append(cells)
            }
        }
        return ReferenceTable(columns: columns, rows: rows, isData: false)
    }
}
