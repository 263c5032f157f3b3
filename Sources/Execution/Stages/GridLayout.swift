import Columnar
import Semantics

/// Which cell of a grid each group of a stage goes to: rows are the combinations of the `group by` dimensions, each with
/// all buckets of the time axis, columns those of the cross-tab, both in natural order.
struct GridLayout {
    private let groups: GroupTable
    private let rows: SortedCombinations
    private let columns: SortedCombinations
    /// The ordinals of the axis; without one, a single bucket that says nothing.
    private let buckets: [Int64]
    let rowCount: Int
    let columnCount: Int

    /// A cross-tab wider than this is no table that anybody reads.
    private static let maximumColumns = 1_000
    private static let maximumCells = 50_000_000

    /// - Parameter buckets: those of the time axis; nil without one.
    /// - Throws: `refused`, when the grid would be larger than anybody reads.
    init(_ groups: GroupTable, buckets: [Int64]?) throws(ExecutionError) {
        let stage = groups.stage
        let leadingCount = stage.rowDimensionCount - (buckets == nil ? 0 : 1)
        self.groups = groups
        self.buckets = buckets ?? [0]
        columns = SortedCombinations(groups, stage.rowDimensionCount..<groups.dimensions.count)
        columnCount = max(1, columns.firstGroups.count)
        if stage.acrossCount > 0, columnCount > GridLayout.maximumColumns {
            throw .refused(
                "the cross-tab would have \(grouped(columnCount)) columns; the limit is \(grouped(GridLayout.maximumColumns))",
                advice: "use `group by` for this dimension, or narrow it with `where`")
        }
        rows = SortedCombinations(groups, 0..<leadingCount)
        // An axis alone has its buckets also when no row is left.
        let isAxisAlone = buckets != nil && leadingCount == 0 && stage.acrossCount == 0
        rowCount = (isAxisAlone ? 1 : rows.firstGroups.count) * self.buckets.count
        guard rowCount <= GridLayout.maximumCells / columnCount else {
            throw .refused(
                "the table would have \(grouped(rowCount)) rows × \(grouped(columnCount)) columns",
                advice: "narrow it with `where` or `top`")
        }
    }

    /// The cell of each group.
    var cells: [UInt32] {
        let axis = groups.stage.axis.map { groups.dimensions[$0.dimension] }
        let bucketPositions = Dictionary(uniqueKeysWithValues: buckets.enumerated().map { ($1, $0) })
        return (0..<groups.count).map { group in
            let bucket = axis.map { bucketPositions[Combinations.key($0, group)] ?? 0 } ?? 0
            let row = rows.position(of: group) * buckets.count + bucket
            return UInt32(row * columnCount + columns.position(of: group))
        }
    }

    /// The values of the cross-tab's dimensions, column by column.
    var columnValues: [Column] {
        groups.dimensions[groups.stage.rowDimensionCount...].map { $0.gathered(columns.firstGroups) }
    }

    /// A dimension's values in all cells, or in all rows.
    func values(of dimension: Int, inCells: Bool) -> Column {
        let column = groups.dimensions[dimension]
        let repeats = inCells ? columnCount : 1
        let places = 0..<rowCount * repeats
        if dimension == groups.stage.axis?.dimension {
            let ordinals = places.map { buckets[$0 / repeats % buckets.count] }
            return Column(type: column.type, storage: .integers(Buffer(ordinals)))
        }
        if dimension >= groups.stage.rowDimensionCount {
            return column.gathered(places.map { columns.firstGroups[$0 % repeats] })
        }
        return column.gathered(places.map { rows.firstGroups[$0 / repeats / buckets.count] })
    }
}

/// The combinations of some dimensions' values among groups, in natural order.
private struct SortedCombinations {
    /// The first group of each, in that order.
    let firstGroups: [Int]
    private let numbers: [UInt32]
    private let positions: [Int]

    init(_ groups: GroupTable, _ dimensions: Range<Int>) {
        let combinations = Combinations(Array(groups.dimensions[dimensions]), rowCount: groups.count)
        let firstRows = combinations.firstRows
        let order = firstRows.indices.sorted { groups.precedes(firstRows[$0], firstRows[$1], by: dimensions) }
        var positions = [Int](repeating: 0, count: order.count)
        for (position, combination) in order.enumerated() { positions[combination] = position }
        firstGroups = order.map { firstRows[$0] }
        numbers = combinations.numbers
        self.positions = positions
    }

    /// The place of a group's combination.
    func position(of group: Int) -> Int { positions[Int(numbers[group])] }
}
