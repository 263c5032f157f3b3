import Columnar
import Semantics

/// Ranks what `top` chooses from: the combinations of the group-by dimensions over the whole axis, or the values of one
/// dimension, everywhere or within each value of another.
struct Ranking {
    private let top: GroupedStage.Top
    private let grid: StageGrid

    init(_ top: GroupedStage.Top, _ grid: StageGrid) {
        self.top = top
        self.grid = grid
    }

    /// The rank, from 0, of each given row's combination; ties are broken by natural order.
    func ranks(of rows: [Int]) -> [Int: Int] {
        let stage = grid.rows.stage
        var ranked = top.dimension.map { [$0] } ?? (0..<stage.rowDimensionCount).filter { $0 != stage.axis?.dimension }
        if ranked.isEmpty { ranked = Array(0..<stage.rowDimensionCount) }
        if let per = top.per { ranked = [per] + ranked }
        let isWholeRow = ranked.count == stage.rowDimensionCount
        let combinations = Combinations(ranked.map { grid.rows.dimensions[$0].gathered(rows) }, rowCount: rows.count)
        let table = isWholeRow ? grid.rows : rolledUp(rows, combinations)
        let measure = table.evaluate(top.measure)
        func position(_ combination: Int) -> Int {
            isWholeRow ? rows[combinations.firstRows[combination]] : combination
        }
        let order = (0..<combinations.count).sorted { left, right in
            if let per = top.per {
                let order = NaturalOrder.compare(
                    grid.rows.dimensions[per], rows[combinations.firstRows[left]], rows[combinations.firstRows[right]])
                if order != 0 { return order < 0 }
            }
            let order = NaturalOrder.compare(measure, position(left), position(right), descending: !top.isBottom)
            if order != 0 { return order < 0 }
            let (a, b) = (rows[combinations.firstRows[left]], rows[combinations.firstRows[right]])
            for dimension in ranked {
                let order = NaturalOrder.compare(grid.rows.dimensions[dimension], a, b)
                if order != 0 { return order < 0 }
            }
            return false
        }
        var rankOf = [Int](repeating: 0, count: combinations.count)
        var last: Value?
        var rank = 0
        for combination in order {
            if let per = top.per {
                let value = grid.rows.dimensions[per][rows[combinations.firstRows[combination]]]
                if value != last { rank = 0 }
                last = value
            }
            rankOf[combination] = rank
            rank += 1
        }
        return Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, rankOf[Int(combinations.numbers[$0])]) })
    }

    /// The combinations as groups, over those rows only.
    private func rolledUp(_ rows: [Int], _ combinations: Combinations) -> GroupTable {
        var target = [UInt32](repeating: UInt32(combinations.count), count: grid.rows.count)
        for (index, row) in rows.enumerated() { target[row] = combinations.numbers[index] }
        let first = combinations.firstRows.map { rows[$0] } + [0]
        return grid.rows.rolledUp(
            target, dimensions: grid.rows.dimensions.map { $0.gathered(grid.rows.count > 0 ? first : []) },
            groupCount: combinations.count + 1)
    }
}
