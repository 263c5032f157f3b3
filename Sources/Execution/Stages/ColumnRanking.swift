import Columnar
import Semantics

/// Chooses the columns that `top` keeps of a cross-tab, where it ranks the values of a dimension of `across`.
struct ColumnRanking {
    private let top: GroupedStage.Top
    private let grid: StageGrid
    private let shares: ShareWindows
    /// The ranked dimension's value in each column of the cross-tab.
    private let values: Column

    /// Nil where `top` ranks rows.
    init?(_ top: GroupedStage.Top, _ grid: StageGrid, _ shares: ShareWindows) {
        let first = grid.cells.stage.rowDimensionCount
        guard let dimension = top.dimension, dimension >= first else { return nil }
        (self.top, self.grid, self.shares) = (top, grid, shares)
        values = grid.columnValues[dimension - first]
    }

    /// The columns whose value is among the first over some rows, by rank, then as they stand in the cross-tab.
    func chosen(over rows: [Int]) -> [Int] {
        let combinations = Combinations([values], rowCount: values.count)
        let measure = rolledUp(rows, combinations).evaluate(top.measure)
        let order = (0..<combinations.count).sorted { left, right in
            let order = NaturalOrder.compare(measure, left, right, descending: !top.isBottom)
            let (first, second) = (combinations.firstRows[left], combinations.firstRows[right])
            return order == 0 ? NaturalOrder.compare(values, first, second) < 0 : order < 0
        }
        return order.prefix(top.count).flatMap { chosen in
            (0..<values.count).filter { Int(combinations.numbers[$0]) == chosen }
        }
    }

    /// The values as groups, over those rows only; the last group holds what takes no part.
    private func rolledUp(_ rows: [Int], _ combinations: Combinations) -> GroupTable {
        let count = grid.columnCount
        var mapping = [UInt32](repeating: UInt32(combinations.count), count: grid.cells.count)
        for row in rows {
            for column in 0..<values.count { mapping[row * count + column] = combinations.numbers[column] }
        }
        let first = grid.cells.count > 0 ? combinations.firstRows + [0] : []
        let table = grid.cells.rolledUp(
            mapping, dimensions: grid.cells.dimensions.map { $0.gathered(first) }, groupCount: combinations.count + 1)
        shares.apply(to: table, mapping: mapping)
        return table
    }

    /// What lies outside the chosen columns, a group a row of a table whose group `mapping[c]` holds cell `c` of the grid.
    func others(of cells: GroupTable, outside chosen: [Int], mapping: [UInt32]?) -> GroupTable {
        let (count, rowCount) = (grid.columnCount, cells.count / grid.columnCount)
        let kept = Set(chosen)
        // What is kept goes to a last group that nobody shows.
        let target = (0..<cells.count).map { UInt32(kept.contains($0 % count) ? rowCount : $0 / count) }
        let outside = (0..<count).first { !kept.contains($0) } ?? 0
        let first = (0..<rowCount).map { $0 * count + outside } + (rowCount > 0 ? [0] : [])
        let table = cells.rolledUp(
            target, dimensions: cells.dimensions.map { $0.gathered(first) }, groupCount: rowCount + 1)
        shares.apply(to: table, mapping: mapping.map { $0.map { target[Int($0)] } } ?? target)
        RunningWindows.addStocks(of: cells, to: table, target)
        return table
    }
}
