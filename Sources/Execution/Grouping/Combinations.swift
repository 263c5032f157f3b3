import Columnar

/// Numbers the combinations of some columns' values, in order of first appearance.
struct Combinations {
    /// The number of each row's combination.
    let numbers: [UInt32]
    /// The first row of each combination.
    let firstRows: [Int]

    init(_ columns: [Column], rowCount: Int) {
        var found: [[Int64]: UInt32] = [:]
        var firstRows: [Int] = []
        numbers = (0..<rowCount).map { row in
            let key = columns.map { Combinations.key($0, row) }
            if let known = found[key] { return known }
            found[key] = UInt32(firstRows.count)
            firstRows.append(row)
            return UInt32(firstRows.count - 1)
        }
        self.firstRows = firstRows
    }

    var count: Int { firstRows.count }

    static func key(_ column: Column, _ row: Int) -> Int64 {
        switch column.storage {
        case .bytes(let values): Int64(values.base[row])
        case .integers(let values): values.base[row]
        case .numbers(let values): values.base[row].isNaN ? Missing.integer : OrderedKey.key(values.base[row])
        case .codes(let codes, _): Int64(codes[row])
        case .pairs(let first, _): Int64(bitPattern: first.base[row].bitPattern)
        }
    }
}
