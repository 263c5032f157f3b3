import Columnar
import Geography
import Semantics

/// Puts the display rows of a grouped stage into columns: for people and files with the cross-tab laid out, for a later
/// stage as a long table.
struct ResultAssembly {
    private let stage: GroupedStage
    private let grid: StageGrid
    private let rows: [DisplayRow]
    /// The columns of the cross-tab, in order.
    private let parts: [Part]

    /// A part of each row.
    private enum Part {
        case column(Int)
        /// All columns that `top` leaves out.
        case others
        /// All columns.
        case whole
    }

    init(_ runner: GroupedStageRunner, _ stage: GroupedStage) {
        self.stage = stage
        grid = runner.grid
        rows = runner.rows
        let hasOthers = runner.rows.first?.others != nil
        parts = runner.columns.map(Part.column) + (hasOthers ? [.others] : [])
    }

    // MARK: - For people and files

    func result(notes: [String]) -> ResultTable {
        var columns: [ResultTable.ColumnInfo] = []
        for dimension in 0..<stage.rowDimensionCount { columns.append(dimensionColumn(dimension)) }
        if stage.acrossCount == 0 {
            for item in stage.items { columns += itemColumns(item, .column(0), header: item.name) }
        } else {
            let across = stage.dimensions.suffix(stage.acrossCount).map(\.name)
            // Without rows there are no columns either.
            for part in parts where (grid.columnValues.first?.count ?? 0) > 0 {
                let values = values(part)
                let value = values.map { ValueText.machine($0) ?? "(missing)" }.joined(separator: " ")
                for item in stage.items {
                    let header = stage.items.count == 1 ? value : "\(value) \(item.name)"
                    let crossing = ResultTable.Crossing(
                        dimensions: across, values: values, item: item.name)
                    columns += itemColumns(item, part, header: header, crossing)
                }
            }
            if stage.totals {
                for item in stage.items {
                    columns += itemColumns(
                        item, .whole, header: stage.items.count == 1 ? "(total)" : "(total) \(item.name)",
                        ResultTable.Crossing(dimensions: across, values: [], item: item.name))
                }
            }
        }
        let outlines = stage.outlines ?? stage.squares.map { squares($0.dimension, side: $0.side, columns) }
        return ResultTable(columns: columns, rowCount: rows.count, notes: notes, outlines: outlines)
    }

    /// The outlines of those squares of a grid that the result has rows of.
    private func squares(_ dimension: Int, side: Double, _ columns: [ResultTable.ColumnInfo]) -> Outlines {
        let zones = (0..<rows.count).compactMap { row -> Outlines.Zone? in
            guard case .text(let name) = columns[dimension].column[row],
                let square = GridSquare(named: name, side: side)
            else { return nil }
            return Outlines.Zone(name: name, polygons: [[square.outline(side: side)]])
        }
        return Outlines(column: dimension, zones: zones)
    }

    private func dimensionColumn(_ index: Int) -> ResultTable.ColumnInfo {
        let column = collect(stage.dimensions[index].expression.type) { row in (row.rowTable.dimensions[index], row.row)
        }
        var marks: [ResultTable.Mark] = []
        let isAxis = index == stage.axis?.dimension
        let hasMarks = rows.contains { !$0.marks.isEmpty } || (isAxis && !grid.partialBuckets.isEmpty)
        if hasMarks {
            marks = rows.map { row in
                if row.marks.isEmpty || row.marks[index] == .none {
                    let bucket = isAxis ? Combinations.key(row.rowTable.dimensions[index], row.row) : 0
                    return isAxis && grid.partialBuckets.contains(bucket) ? .partial : .none
                }
                return row.marks[index]
            }
        }
        return ResultTable.ColumnInfo(
            header: stage.dimensions[index].name, role: .dimension,
            column: column.masked {
                marks.isEmpty ? false : marks[$0] == .others || marks[$0] == .total || marks[$0] == .blank
            },
            marks: marks)
    }

    /// An item's column, and the counts behind a rate.
    private func itemColumns(
        _ item: Item, _ part: Part, header: String, _ crossing: ResultTable.Crossing? = nil
    ) -> [ResultTable.ColumnInfo] {
        let values = itemColumn(item, part)
        var columns = [ResultTable.ColumnInfo(header: header, role: .item, column: values, crossing: crossing)]
        if item.expression.type == .rate, stage.acrossCount == 0 || stage.writesCounts,
            case .pairs(_, let denominators) = values.storage
        {
            let counts = Buffer((0..<values.count).map { Int64(exactly: denominators.base[$0]) ?? 0 })
            columns.append(
                ResultTable.ColumnInfo(
                    header: "\(header) n", role: .companion, column: Column(type: .integer, storage: .integers(counts)),
                    screenOnly: !stage.writesCounts))
        }
        for companion in item.companions {
            let limits = itemColumn(Item(name: item.name, expression: companion.expression), part)
            columns.append(
                ResultTable.ColumnInfo(header: "\(header) \(companion.word)", role: .companion, column: limits))
        }
        return columns
    }

    /// What the cross-tab's dimensions are in a column.
    private func values(_ part: Part) -> [Value] {
        if case .column(let column) = part { return grid.columnValues.map { $0[column] } }
        return [.text("(others)")]
    }

    /// The values of an item in a part of each row.
    private func itemColumn(_ item: Item, _ part: Part) -> Column {
        var values = ItemValues(item.expression)
        return collect(item.expression.type) { row in
            let (table, group) = place(part, row)
            return (values.of(table), group)
        }
    }

    /// The group that a part of a row is.
    private func place(_ part: Part, _ row: DisplayRow) -> (table: GroupTable, group: Int) {
        switch part {
        case .column(let column): (row.table, row.row * grid.columnCount + column)
        case .others: (row.others ?? row.rowTable, row.row)
        case .whole: (row.rowTable, row.row)
        }
    }

    /// The values of an item in each table that rows come from, computed once; there are at most a handful of tables.
    private struct ItemValues {
        private let expression: BoundExpression
        private var known: [(table: GroupTable, column: Column)] = []

        init(_ expression: BoundExpression) { self.expression = expression }

        mutating func of(_ table: GroupTable) -> Column {
            if let known = known.first(where: { $0.table === table }) { return known.column }
            known.append((table, table.evaluate(expression)))
            return known[known.count - 1].column
        }
    }

    /// One column from the places that the rows point to; without rows it still has its type.
    private func collect(_ type: DataType, _ place: (DisplayRow) -> (column: Column, row: Int)) -> Column {
        let places = rows.map(place)
        guard let first = places.first else { return Column(type: type, values: []) }
        // Rows of one table are copied as they lie; a column that mixes tables goes through single values.
        let ordinary = rows.prefix { $0.marks.isEmpty }.count
        if ordinary == rows.count { return first.column.gathered(places.map(\.row)) }
        return Column.joined(places)
    }

    // MARK: - For a later stage

    /// The long table: dimensions, axis, cross-tab dimensions and items; without totals, and with `(others)` as a value of
    /// text dimensions.
    func table() -> Table {
        var columns: [Column] = []
        let shown = rows.filter { !$0.marks.contains(.total) }
        let places = shown.flatMap { row in parts.map { (row: row, part: $0, cell: place($0, row)) } }
        let isOfOneTable = shown.allSatisfy { $0.marks.isEmpty && $0.others == nil }
        for index in stage.dimensions.indices {
            let column = grid.cells.dimensions[index]
            if isOfOneTable {
                columns.append(column.gathered(places.map(\.cell.group)))
                continue
            }
            let values = places.map { row, part, cell -> Value in
                let isColumn = index >= stage.rowDimensionCount
                if case .others = part, isColumn { return othersValue(index) }
                guard !isColumn, !row.marks.isEmpty, row.marks[index] != .none else {
                    return cell.table.dimensions[index][cell.group]
                }
                return row.marks[index] == .others ? othersValue(index) : .missing
            }
            columns.append(Column(type: column.type, values: values, orderedLike: column.dictionary))
        }
        for item in stage.items {
            var values = ItemValues(item.expression)
            let cells = places.map { (column: values.of($0.cell.table), row: $0.cell.group) }
            columns.append(
                !isOfOneTable || cells.isEmpty
                    ? Column.joined(cells, type: item.expression.type) : cells[0].column.gathered(cells.map(\.row)))
        }
        return Table(
            names: stage.dimensions.map(\.name) + stage.items.map(\.name), columns: columns, rowCount: places.count)
    }

    /// `(others)` in a dimension that can hold it.
    private func othersValue(_ dimension: Int) -> Value {
        stage.dimensions[dimension].expression.type == .text ? .text("(others)") : .missing
    }
}

extension Column {
    /// A column of single places of several columns of one type.
    fileprivate static func joined(_ places: [(column: Column, row: Int)], type: DataType? = nil) -> Column {
        let type = type ?? places.first?.column.type ?? .integer
        return Column(
            type: type, values: places.map { $0.column[$0.row] }, orderedLike: places.first?.column.dictionary)
    }
}
