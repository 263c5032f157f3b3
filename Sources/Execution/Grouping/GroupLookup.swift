import Columnar

/// The share of a dimension in the group number, looked up by code: for a text column its code times the stride, for what
/// a table gives for a code (a day's year, a text's beginning) that value's code times the stride.
final class GroupLookup {
    private let codes: Codes
    /// By the column's code; nil where the share is the code times the stride.
    private let shares: Buffer<UInt32>?
    private let stride: UInt32

    /// Nil when the dimension is no look-up.
    init?(_ expression: VectorExpression, _ coder: DimensionCoder, stride: UInt32) {
        self.stride = stride
        if let column = expression as? ColumnExpression, case .codes(let codes, _) = column.storage {
            self.codes = codes
            shares = nil
            return
        }
        guard let lookup = expression as? DictionaryExpression else { return nil }
        codes = lookup.codes
        let shares: Buffer<UInt32>
        switch (lookup.table, coder.form) {
        case (.codes(let values, _), .codes):
            shares = Buffer(uninitialized: values.count)
            for code in 0..<values.count { shares.base[code] = values[code] &* stride }
        case (.bytes(let values), .bytes):
            shares = Buffer(uninitialized: values.count)
            for code in 0..<values.count { shares.base[code] = UInt32(values[code]) &* stride }
        case (.integers(let values), .integers):
            shares = Buffer(repeating: 0, count: values.count)
            coder.add(Vector(.integers(values.base), count: values.count), stride: stride, to: shares.base)
        default: return nil
        }
        self.shares = shares
    }

    /// Adds the share of each row to its group number.
    func add(_ batch: Batch, to groups: UnsafeMutablePointer<UInt32>) {
        switch codes {
        case .narrow(let buffer): add(buffer.base, batch, groups)
        case .medium(let buffer): add(buffer.base, batch, groups)
        case .wide(let buffer): add(buffer.base, batch, groups)
        }
    }

    @inline(__always)
    private func add<Code: FixedWidthInteger>(
        _ codes: UnsafePointer<Code>, _ batch: Batch, _ groups: UnsafeMutablePointer<UInt32>
    ) {
        let run = batch.rows == nil ? codes + batch.start : codes
        switch (batch.rows, shares?.base) {
        case (nil, nil): each(batch.count, groups) { UInt32(truncatingIfNeeded: run[$0]) &* stride }
        case (nil, let shares?): each(batch.count, groups) { shares[Int(truncatingIfNeeded: run[$0])] }
        case (let rows?, nil): each(batch.count, groups) { UInt32(truncatingIfNeeded: run[Int(rows[$0])]) &* stride }
        case (let rows?, let shares?):
            each(batch.count, groups) { shares[Int(truncatingIfNeeded: run[Int(rows[$0])])] }
        }
    }

    @inline(__always)
    private func each(_ count: Int, _ groups: UnsafeMutablePointer<UInt32>, _ share: (Int) -> UInt32) {
        var index = 0
        while index < count {
            groups[index] &+= share(index)
            index &+= 1
        }
    }
}
