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

    init(_ groups: GroupTable) throws(ExecutionError) {
        let stage = groups.stage
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
        buckets = axis?.ordinals ?? []
        partialBuckets = axis?.partial ?? []
        let layout = try GridLayout(groups, buckets: axis?.ordinals)
        let columnCount = layout.columnCount
        self.columnCount = columnCount
        columnValues = layout.columnValues
        let cellCount = layout.rowCount * columnCount
        cells = groups.rolledUp(
            layout.cells, dimensions: groups.dimensions.indices.map { layout.values(of: $0, inCells: true) },
            groupCount: cellCount)
        rows =
            stage.acrossCount == 0
            ? cells
            : cells.rolledUp(
                (0..<cellCount).map { UInt32($0 / columnCount) },
                dimensions: groups.dimensions.indices.map { layout.values(of: $0, inCells: false) },
                groupCount: layout.rowCount)
    }
}
