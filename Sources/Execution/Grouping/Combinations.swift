import Columnar

/// Numbers the combinations of some columns' values, in order of first appearance.
struct Combinations {
    /// The number of each row's combination.
    let numbers: [UInt32]
    /// The first row of each combination.
    let firstRows: [Int]

    var count: Int { firstRows.count }

    init(_ columns: [Column], rowCount: Int) {
        guard rowCount > 0, let first = columns.first else {
            numbers = Array(repeating: 0, count: rowCount)
            firstRows = rowCount > 0 ? [0] : []
            return
        }
        var numbers = Combinations.numbers(first, rowCount: rowCount)
        for column in columns.dropFirst() {
            let others = Combinations.numbers(column, rowCount: rowCount)
            var index = KeyIndex()
            numbers.withUnsafeMutableBufferPointer { left in
                others.withUnsafeBufferPointer { right in
                    guard let left = left.baseAddress, let right = right.baseAddress else { return }
                    index.number(left, right, count: rowCount)
                }
            }
        }
        var firstRows: [Int] = []
        for (row, number) in numbers.enumerated() where Int(number) == firstRows.count { firstRows.append(row) }
        self.numbers = numbers
        self.firstRows = firstRows
    }

    /// One column's values, numbered in order of first appearance.
    private static func numbers(_ column: Column, rowCount: Int) -> [UInt32] {
        var next: UInt32 = 0
        if case .codes(let codes, let dictionary) = column.storage {
            var seen = [UInt32](repeating: .max, count: dictionary.count + 1)
            return (0..<rowCount).map { row in
                let code = Int(codes[row])
                if seen[code] == .max {
                    seen[code] = next
                    next += 1
                }
                return seen[code]
            }
        }
        var seen: [Int64: UInt32] = [:]
        return (0..<rowCount).map { row in
            let key = key(column, row)
            if let known = seen[key] { return known }
            seen[key] = next
            next += 1
            return next - 1
        }
    }

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
