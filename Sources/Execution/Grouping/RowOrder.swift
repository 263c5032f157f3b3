import CKernels
import Columnar

/// The rows of a table in an order, all of them: sorted by the last key first, each sort keeping the order that the ones
/// before it left among equal keys.
enum RowOrder {
    static func sorted(_ rowCount: Int, by keys: [(column: Column, isDescending: Bool)]) -> [UInt32] {
        let rows = Buffer<tally_keyed_row>(uninitialized: rowCount)
        let scratch = Buffer<tally_keyed_row>(uninitialized: rowCount)
        for row in 0..<rowCount { rows.base[row] = tally_keyed_row(key: 0, row: UInt32(row)) }
        for (column, isDescending) in keys.reversed() {
            SortKeys.keys(column, isDescending).withUnsafeBufferPointer { keys in
                for place in 0..<rowCount { rows.base[place].key = keys[Int(rows.base[place].row)] }
            }
            tally_sort_rows(rows.base, scratch.base, rowCount)
        }
        return rows.elements.map(\.row)
    }
}
