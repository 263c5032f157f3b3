package import Columnar

/// A table that is looked things up in: one row a key.
package final class LookupTable: Sendable {
    package let dataSet: DataSet
    /// The row of each combination of key values, in their canonical spelling, so that `3` finds the text "3".
    private let rows: [[String]: Int]
    /// The columns of the key; none where the key is the number of the row.
    let keyColumns: [Int]
    /// Whether the key is the number of the row itself.
    package let isByRow: Bool
    /// A combination that stands in several rows; nil when the keys are unique.
    package let repeatedKey: [String]?

    package init(_ dataSet: DataSet, keyColumns: [Int]) {
        self.dataSet = dataSet
        self.keyColumns = keyColumns
        var rows: [[String]: Int] = [:]
        var repeated: [String]?
        for row in 0..<dataSet.table.rowCount {
            let key = keyColumns.compactMap { ValueText.machine(dataSet.table.columns[$0][row]) }
            guard key.count == keyColumns.count else { continue }
            if rows[key] != nil, repeated == nil { repeated = key }
            rows[key] = row
        }
        self.rows = rows
        isByRow = false
        repeatedKey = repeated
    }

    /// A table of which the rows are looked up by their numbers, counted from 0.
    package init(rowsOf dataSet: DataSet) {
        self.dataSet = dataSet
        keyColumns = []
        rows = [:]
        isByRow = true
        repeatedKey = nil
    }

    /// The row that key values name; nil for a missing or unknown key.
    package func row(_ keys: [Value]) -> Int? {
        if isByRow { return keys.first?.integer.map { Int($0) } }
        let texts = keys.compactMap(ValueText.machine)
        return texts.count == keys.count ? rows[texts] : nil
    }
}
