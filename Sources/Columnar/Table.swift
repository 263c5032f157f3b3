/// Named columns of one length. Immutable and shared.
package struct Table: Sendable {
    package let names: [String]
    package let columns: [Column]
    package let rowCount: Int

    package init(names: [String], columns: [Column], rowCount: Int) {
        precondition(names.count == columns.count && columns.allSatisfy { $0.count == rowCount })
        self.names = names
        self.columns = columns
        self.rowCount = rowCount
    }

    package subscript(row row: Int) -> [Value] { columns.map { $0[row] } }
}
