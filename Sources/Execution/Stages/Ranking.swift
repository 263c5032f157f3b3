import Columnar
import Semantics

/// Chooses what `top` keeps: the first combinations of the group-by dimensions over the whole axis, or the first values of
/// one dimension, everywhere or within each value of another.
struct Ranking {
    private let top: GroupedStage.Top
    private let grid: StageGrid
    private let shares: ShareWindows

    init(_ top: GroupedStage.Top, _ grid: StageGrid, _ shares: ShareWindows) {
        self.top = top
        self.grid = grid
        self.shares = shares
    }

    /// The dimensions whose combinations are ranked.
    private var ranked: [Int] { grid.rows.stage.ranked(top.dimension) }

    /// Whether every row is ranked by itself.
    var ranksRows: Bool { top.per == nil && ranked.count == grid.rows.stage.rowDimensionCount }

    /// Of some rows those whose combination is among the first, by rank (within each value of `per`), then in natural
    /// order.
    func chosen(from rows: [Int]) -> [Int] {
        ranksRows ? chosenRows(rows, ranked) : chosenCombinations(rows, (top.per.map { [$0] } ?? []) + ranked)
    }

    /// Every row is a combination of its own.
    private func chosenRows(_ rows: [Int], _ dimensions: [Int]) -> [Int] {
        // Whole numbers are compared without a look at the column; the dimensions decide ties only.
        let keys = SortKeys.keys(grid.rows.evaluate(top.measure), !top.isBottom)
        let order = TopSelection.first(top.count, of: rows.count) { left, right in
            let (first, second) = (keys[rows[left]], keys[rows[right]])
            return first == second ? precedes(rows[left], rows[right], dimensions) : first < second
        }
        return order.map { rows[$0] }
    }

    private func chosenCombinations(_ rows: [Int], _ dimensions: [Int]) -> [Int] {
        let combinations = Combinations(
            dimensions.map { grid.rows.dimensions[$0].gathered(rows) }, rowCount: rows.count)
        let measure = rolledUp(rows, combinations).evaluate(top.measure)
        let firstRows = combinations.firstRows.map { rows[$0] }
        let order = (0..<combinations.count).sorted { left, right in
            if let per = top.per {
                let order = NaturalOrder.compare(grid.rows.dimensions[per], firstRows[left], firstRows[right])
                if order != 0 { return order < 0 }
            }
            let order = NaturalOrder.compare(measure, left, right, descending: !top.isBottom)
            return order == 0 ? precedes(firstRows[left], firstRows[right], dimensions) : order < 0
        }
        // The place of each combination among the chosen ones; nil when it is not chosen.
        var place = [Int?](repeating: nil, count: combinations.count)
        var rank = 0
        var last: Value?
        for (position, combination) in order.enumerated() {
            if let per = top.per {
                let value = grid.rows.dimensions[per][firstRows[combination]]
                if value != last { rank = 0 }
                last = value
            }
            if rank < top.count { place[combination] = position }
            rank += 1
        }
        let kept = rows.indices.compactMap { index in
            place[Int(combinations.numbers[index])].map { (place: $0, index: index) }
        }
        let all = Array(0..<grid.rows.stage.rowDimensionCount)
        return kept.sorted { left, right in
            left.place == right.place
                ? precedes(rows[left.index], rows[right.index], all) : left.place < right.place
        }.map { rows[$0.index] }
    }

    private func precedes(_ left: Int, _ right: Int, _ dimensions: [Int]) -> Bool {
        for dimension in dimensions {
            let order = NaturalOrder.compare(grid.rows.dimensions[dimension], left, right)
            if order != 0 { return order < 0 }
        }
        return false
    }

    /// The combinations as groups, over those rows only; the last group holds what takes no part.
    private func rolledUp(_ rows: [Int], _ combinations: Combinations) -> GroupTable {
        var target = [UInt32](repeating: UInt32(combinations.count), count: grid.rows.count)
        for (index, row) in rows.enumerated() { target[row] = combinations.numbers[index] }
        let first = combinations.firstRows.map { rows[$0] } + [0]
        let table = grid.rows.rolledUp(
            target, dimensions: grid.rows.dimensions.map { $0.gathered(grid.rows.count > 0 ? first : []) },
            groupCount: combinations.count + 1)
        let isCrossTab = grid.rows !== grid.cells
        shares.apply(to: table, mapping: isCrossTab ? grid.rows.origin?.map { target[Int($0)] } : target)
        return table
    }
}
