import Columnar
import Semantics

/// The groups of a stage laid out as display rows × cross-tab columns, with the time axis filled.
///
/// Cell (row *r*, column *c*) is group `r * columnCount + c` of `cells`. Without a cross-tab there is one column, and
/// `rows` is `cells`.
struct StageGrid {
    let cells: GroupTable
    /// The groups of whole rows: the cells rolled up over the cross-tab.
    let rows: GroupTable
    let columnCount: Int
    /// The values of the cross-tab's dimensions, column by column.
    let columnValues: [Column]
    /// The ordinals of the buckets of the time axis, which the rows of each group run through; empty without one.
    let buckets: [Int64]
    /// The ordinals of buckets that the data covers only in part; hardly ever more than the first and the last.
    let partialBuckets: [Int64]

    /// A cross-tab wider than this is no table that anybody reads.
    static let maximumColumns = 1_000
    private static let maximumCells = 50_000_000

    init(_ groups: GroupTable) throws(ExecutionError) {
        let stage = groups.stage
        let rowDimensions = stage.rowDimensionCount
        guard stage.axis != nil || stage.acrossCount > 0 else {
            cells = groups
            rows = groups
            columnCount = 1
            columnValues = []
            buckets = []
            partialBuckets = []
            return
        }
        let axis = stage.axis.map { TimeBuckets($0, groups) }
        partialBuckets = axis?.partial ?? []
        // The cross-tab's columns in natural order.
        let across = Combinations(Array(groups.dimensions[rowDimensions...]), rowCount: groups.count)
        let columnOrder = StageGrid.order(across, groups, rowDimensions..<groups.dimensions.count)
        columnCount = max(1, across.count)
        if stage.acrossCount > 0, across.count > StageGrid.maximumColumns {
            throw .refused(
                "the cross-tab would have \(grouped(across.count)) columns; the limit is \(grouped(StageGrid.maximumColumns))",
                advice: "use `group by` for this dimension, or narrow it with `where`")
        }
        columnValues = groups.dimensions[rowDimensions...].map {
            $0.gathered(columnOrder.order.map { across.firstRows[$0] })
        }
        // The rows: the combinations of the group-by dimensions, each with all buckets of the axis.
        let groupDimensions = (0..<rowDimensions).filter { $0 != stage.axis?.dimension }
        let leading = Combinations(groupDimensions.map { groups.dimensions[$0] }, rowCount: groups.count)
        let leadingOrder = StageGrid.order(leading, groups, 0..<groupDimensions.count)
        self.buckets = axis?.ordinals ?? []
        let buckets = axis?.ordinals ?? [0]
        // An axis alone has its buckets also when no row is left.
        let isAxisAlone = stage.axis != nil && groupDimensions.isEmpty && stage.acrossCount == 0
        let rowCount = (isAxisAlone ? 1 : leading.count) * buckets.count
        guard rowCount <= StageGrid.maximumCells / columnCount else {
            throw .refused(
                "the table would have \(grouped(rowCount)) rows × \(grouped(columnCount)) columns",
                advice: "narrow it with `where` or `top`")
        }
        let bucketPositions = Dictionary(uniqueKeysWithValues: buckets.enumerated().map { ($1, $0) })
        let mapping = (0..<groups.count).map { group -> UInt32 in
            let bucket =
                stage.axis.map { bucketPositions[Combinations.key(groups.dimensions[$0.dimension], group)] ?? 0 } ?? 0
            let row = leadingOrder.position[Int(leading.numbers[group])] * buckets.count + bucket
            return UInt32(row * max(1, across.count) + columnOrder.position[Int(across.numbers[group])])
        }
        let columns = columnCount
        func dimension(_ index: Int, cell: Bool) -> Column {
            let repeats = cell ? columns : 1
            let cellCount = rowCount * repeats
            if index == stage.axis?.dimension {
                let type = groups.dimensions[index].type
                let values = (0..<cellCount).map { buckets[$0 / repeats % buckets.count] }
                return Column(type: type, storage: .integers(Buffer(values)))
            }
            if index >= rowDimensions {
                return groups.dimensions[index].gathered(
                    (0..<cellCount).map { across.firstRows[columnOrder.order[$0 % repeats]] })
            }
            return groups.dimensions[index].gathered(
                (0..<cellCount).map { leading.firstRows[leadingOrder.order[$0 / repeats / buckets.count]] })
        }
        let cells = groups.rolledUp(
            mapping, dimensions: groups.dimensions.indices.map { dimension($0, cell: true) },
            groupCount: rowCount * columns)
        self.cells = cells
        if stage.acrossCount == 0 {
            rows = cells
        } else {
            rows = cells.rolledUp(
                (0..<rowCount * columns).map { UInt32($0 / columns) },
                dimensions: (0..<rowDimensions).map { dimension($0, cell: false) }, groupCount: rowCount)
        }
    }

    private static func order(
        _ combinations: Combinations, _ groups: GroupTable, _ dimensions: Range<Int>
    ) -> (order: [Int], position: [Int]) {
        let order = (0..<combinations.count).sorted {
            let (left, right) = (combinations.firstRows[$0], combinations.firstRows[$1])
            return groups.precedes(left, right, by: dimensions)
        }
        var position = [Int](repeating: 0, count: order.count)
        for (index, combination) in order.enumerated() { position[combination] = index }
        return (order, position)
    }
}
