import Columnar

/// One row of a result: a row of the grid, or a rolled-up one such as `(others)` and `(total)`.
struct DisplayRow {
    /// Cells of the row: group `row * columnCount + c` of this table.
    let table: GroupTable
    /// The whole row as a group.
    let rowTable: GroupTable
    let row: Int
    /// One mark a row dimension; empty for ordinary rows.
    let marks: [ResultTable.Mark]
    /// What the row has in the columns of a cross-tab that `top` leaves out, as a group of its own.
    var others: GroupTable?
}
