import Columnar
import Semantics

/// Turns groups into the rows of a result, in the order that the language prescribes: fill, shares, sort, running,
/// having, top with others, limit, totals.
struct GroupedStageRunner {
    private let stage: GroupedStage
    let grid: StageGrid
    private let shares: ShareWindows
    /// The rows to show, in display order.
    private(set) var rows: [DisplayRow] = []
    /// The columns of the cross-tab to show, in order.
    private(set) var columns: [Int]
    private let columnRanking: ColumnRanking?

    init(_ groups: GroupTable, _ options: ExecutionOptions) throws(ExecutionError) {
        stage = groups.stage
        grid = try StageGrid(groups)
        try options.checkCancellation()
        shares = ShareWindows(grid.cells)
        shares.apply(to: grid.cells, mapping: nil)
        if grid.rows !== grid.cells { shares.apply(to: grid.rows, mapping: grid.rows.origin) }
        // A window sees those that it is made of, which stand before it.
        for window in stage.windows.indices {
            RunningWindows.applyAlongAxis(to: grid, window)
            ComparingWindows.apply(to: grid, window)
        }
        if let mapping = grid.rows.origin, grid.rows !== grid.cells {
            RunningWindows.addStocks(of: grid.cells, to: grid.rows, mapping)
        }
        try options.checkCancellation()
        columns = Array(0..<grid.columnCount)
        columnRanking = stage.top.flatMap { [grid, shares] in ColumnRanking($0, grid, shares) }
        let survivors = survivingRows()
        try options.checkCancellation()
        if let columnRanking { columns = columnRanking.chosen(over: survivors) }
        let order = displayOrder(survivors)
        let others = otherColumns(of: grid.cells, mapping: nil)
        rows = order.prefix(stage.limit ?? .max).map {
            DisplayRow(table: grid.cells, rowTable: grid.rows, row: $0, marks: [], others: others)
        }
        if let top = stage.top, top.others, columnRanking == nil {
            appendOthers(top, survivors: survivors, kept: Set(order))
        }
        // Without groups the one row is the total.
        if stage.totals, stage.rowDimensionCount > 0 { appendTotal() }
    }

    // MARK: - Order

    /// The rows that `having` leaves. Running totals follow the display order of all rows, so they are computed before;
    /// then the rows come in that order, else in the grid's own.
    private func survivingRows() -> [Int] {
        var rows = Array(0..<grid.rows.count)
        if stage.windows.contains(where: { $0.kind == .running }) {
            rows.sort(by: displayPrecedes())
            RunningWindows.apply(to: grid, order: rows)
        }
        guard let having = stage.having, case .bytes(let flags) = grid.rows.decide(having).storage else {
            return rows
        }
        return rows.filter { flags.base[$0] == 1 }
    }

    /// The rows that are shown, in order, before `limit` cuts: `top` chooses and, without `sort by`, orders them.
    private func displayOrder(_ survivors: [Int]) -> [Int] {
        guard let top = stage.top, columnRanking == nil else {
            let limit = stage.limit ?? .max
            let precedes = displayPrecedes()
            guard limit < survivors.count else { return survivors.sorted(by: precedes) }
            return TopSelection.first(limit, of: survivors.count) { precedes(survivors[$0], survivors[$1]) }
                .map { survivors[$0] }
        }
        let ranking = Ranking(top, grid, shares)
        // What shares a rank comes in display order.
        let candidates = ranking.ranksRows ? survivors : survivors.sorted(by: displayPrecedes())
        let chosen = ranking.chosen(from: candidates)
        return stage.sort.isEmpty ? chosen : chosen.sorted(by: displayPrecedes())
    }

    /// The order of `sort by`, or of `top` by the same measure, with natural order breaking ties.
    private func displayPrecedes() -> (Int, Int) -> Bool {
        var keys = stage.sort.map { (grid.rows.evaluate($0.expression), $0.isDescending) }
        if keys.isEmpty, let top = stage.top, top.dimension == nil, stage.axis == nil {
            keys = [(grid.rows.evaluate(top.measure), !top.isBottom)]
        }
        keys += grid.rows.dimensions.prefix(stage.rowDimensionCount).map { ($0, false) }
        let sortKeys = SortKeys(keys.map { (column: $0.0, isDescending: $0.1) })
        return sortKeys.precedes
    }

    // MARK: - Others

    /// Rolls the surviving rows outside the top up into `(others)` rows.
    private mutating func appendOthers(_ top: GroupedStage.Top, survivors: [Int], kept: Set<Int>) {
        let outside = survivors.filter { !kept.contains($0) }
        guard !outside.isEmpty else { return }
        let replaced = stage.ranked(top.dimension)
        let retained = (0..<stage.rowDimensionCount).filter { !replaced.contains($0) }
        let firstOutside = Table(grid.rows, rows: outside, dimensions: retained)
        let marks = (0..<stage.rowDimensionCount).map { dimension -> ResultTable.Mark in
            guard replaced.contains(dimension) else { return .none }
            return dimension == replaced.first ? .others : .blank
        }
        let rolled = rollUp(outside, to: firstOutside.numbers, count: firstOutside.firstRows.count)
        let order = (0..<firstOutside.firstRows.count).sorted {
            let (left, right) = (firstOutside.firstRows[$0], firstOutside.firstRows[$1])
            return grid.rows.precedes(left, right, by: retained)
        }
        let others = order.map { DisplayRow(table: rolled.cells, rowTable: rolled.rows, row: $0, marks: marks) }
        guard let per = top.per else {
            rows += others
            return
        }
        // The others of each group stand below it.
        var arranged: [DisplayRow] = []
        var waiting = others
        for (index, row) in rows.enumerated() {
            arranged.append(row)
            let ends =
                index + 1 == rows.count
                || rows[index + 1].rowTable.dimensions[per][rows[index + 1].row]
                    != row.rowTable.dimensions[per][row.row]
            guard ends else { continue }
            let value = row.rowTable.dimensions[per][row.row]
            arranged += waiting.filter { $0.rowTable.dimensions[per][$0.row] == value }
            waiting.removeAll { $0.rowTable.dimensions[per][$0.row] == value }
        }
        rows = arranged + waiting
    }

    /// The combinations of the retained dimensions among some rows.
    private struct Table {
        let numbers: [UInt32]
        let firstRows: [Int]

        init(_ table: GroupTable, rows: [Int], dimensions: [Int]) {
            let combinations = Combinations(
                dimensions.map { table.dimensions[$0].gathered(rows) }, rowCount: rows.count)
            numbers = combinations.numbers
            firstRows = combinations.firstRows.map { rows[$0] }
        }
    }

    /// New rows made of the given ones: row `rows[i]` becomes part of row `targets[i]`.
    private func rollUp(
        _ rows: [Int], to targets: [UInt32], count: Int
    ) -> (cells: GroupTable, rows: GroupTable, others: GroupTable?) {
        // What takes no part goes to a last row that nobody shows.
        var target = [Int](repeating: count, count: grid.rows.count)
        var first = [Int](repeating: 0, count: count + 1)
        for (index, row) in rows.enumerated().reversed() {
            target[row] = Int(targets[index])
            first[Int(targets[index])] = row
        }
        let columns = grid.columnCount
        let cellMapping = (0..<grid.cells.count).map { UInt32(target[$0 / columns] * columns + $0 % columns) }
        let cells = grid.cells.rolledUp(
            cellMapping,
            dimensions: grid.cells.dimensions.map { column in
                column.gathered((0..<(count + 1) * columns).map { first[$0 / columns] * columns + $0 % columns })
            }, groupCount: (count + 1) * columns)
        shares.apply(to: cells, mapping: cellMapping)
        RunningWindows.addStocks(of: grid.cells, to: cells, cellMapping)
        guard columns > 1 || stage.acrossCount > 0 else { return (cells, cells, nil) }
        let rowMapping = (0..<cells.count).map { UInt32($0 / columns) }
        let whole = cells.rolledUp(
            rowMapping, dimensions: grid.rows.dimensions.map { $0.gathered(first) }, groupCount: count + 1)
        shares.apply(to: whole, mapping: cellMapping.map { rowMapping[Int($0)] })
        RunningWindows.addStocks(of: cells, to: whole, rowMapping)
        return (cells, whole, otherColumns(of: cells, mapping: cellMapping))
    }

    /// The rows' groups outside the columns that `top` keeps; nil where these are no column of the result.
    private func otherColumns(of cells: GroupTable, mapping: [UInt32]?) -> GroupTable? {
        guard let columnRanking, stage.top?.others == true, columns.count < grid.columnCount else { return nil }
        return columnRanking.others(of: cells, outside: columns, mapping: mapping)
    }

    // MARK: - Totals

    /// The total of all rows that `where` left, whatever was cut from the display.
    private mutating func appendTotal() {
        let all = Array(0..<grid.rows.count)
        guard !all.isEmpty else { return }
        let rolled = rollUp(all, to: all.map { _ in 0 }, count: 1)
        let marks = (0..<stage.rowDimensionCount).map { $0 == 0 ? ResultTable.Mark.total : .blank }
        rows.append(
            DisplayRow(table: rolled.cells, rowTable: rolled.rows, row: 0, marks: marks, others: rolled.others))
    }
}
