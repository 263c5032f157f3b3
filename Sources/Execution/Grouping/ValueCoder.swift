import Columnar

/// Codes the values of a dimension that has no dictionary and no narrow bounds: one pass finds the distinct values.
enum ValueCoder {
    /// The column's values as codes in order of size, and the distinct values; code 0 is missing.
    static func code(_ column: Column) -> (codes: Buffer<UInt32>, values: [Int64]) {
        let keys = keys(column)
        var positions: [Int64: UInt32] = [:]
        var distinct: [Int64] = []
        for index in 0..<keys.count where keys.base[index] != Missing.integer {
            if positions[keys.base[index]] == nil {
                positions[keys.base[index]] = 0
                distinct.append(keys.base[index])
            }
        }
        distinct.sort()
        for (index, key) in distinct.enumerated() { positions[key] = UInt32(index + 1) }
        let codes = Buffer<UInt32>(uninitialized: keys.count)
        for index in 0..<keys.count {
            codes.base[index] = keys.base[index] == Missing.integer ? 0 : positions[keys.base[index]] ?? 0
        }
        return (codes, distinct)
    }

    private static func keys(_ column: Column) -> Buffer<Int64> {
        switch column.storage {
        case .integers(let values): return values
        case .numbers(let values):
            let keys = Buffer<Int64>(uninitialized: values.count)
            for index in 0..<values.count {
                // 0 and -0 are one value.
                let value = values.base[index] + 0.0
                keys.base[index] = value.isNaN ? Missing.integer : OrderedKey.key(value == 0 ? 0 : value)
            }
            return keys
        default: preconditionFailure("only numbers are coded by value")
        }
    }
}
