import Columnar

/// Codes the values of a dimension that has no dictionary and no narrow bounds: one pass finds the distinct values.
enum ValueCoder {
    /// The column's values as codes in order of size, and the distinct values; code 0 is missing.
    static func code(
        _ column: Column, _ options: ExecutionOptions
    ) throws(ExecutionError) -> (codes: Buffer<UInt32>, values: [Int64]) {
        let found = try KeyNumbering(keys(column), options)
        let order = (0..<found.distinct.count).sorted { value(found.distinct[$0]) < value(found.distinct[$1]) }
        let codes = Buffer<UInt32>(uninitialized: order.count)
        for (place, number) in order.enumerated() { codes[number] = UInt32(place + 1) }
        for row in 0..<found.numbers.count {
            let number = found.numbers[row]
            found.numbers[row] = number == .max ? 0 : codes[Int(number)]
        }
        return (found.numbers, order.map { value(found.distinct[$0]) })
    }

    /// What makes keys of values: the missing one becomes that which stands for none.
    private static let shift = KeyNumbering.none &- UInt64(bitPattern: Missing.integer)

    private static func key(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) &+ shift }

    private static func value(_ key: UInt64) -> Int64 { Int64(bitPattern: key &- shift) }

    private static func keys(_ column: Column) -> Buffer<UInt64> {
        let keys = Buffer<UInt64>(uninitialized: column.count)
        switch column.storage {
        case .integers(let values): for row in 0..<values.count { keys.base[row] = key(values.base[row]) }
        case .numbers(let values):
            for row in 0..<values.count {
                let value = values.base[row]
                keys.base[row] = value.isNaN ? KeyNumbering.none : key(OrderedKey.key(value))
            }
        default: preconditionFailure("only numbers are coded by value")
        }
        return keys
    }
}
