import CKernels
import Columnar

/// The share of a dimension in the group number, looked up by code: for a text column its code times the stride, for what
/// a table gives for a code (a day's year, a text's beginning) that value's code times the stride.
final class GroupLookup {
    private let codes: Codes
    /// By the column's code; nil where the share is the code times the stride.
    private let shares: Buffer<UInt32>?
    private let areFew: Bool
    private let stride: UInt32

    /// Nil when the dimension is no look-up.
    init?(_ expression: VectorExpression, _ coder: DimensionCoder, stride: UInt32) {
        self.stride = stride
        if let column = expression as? ColumnExpression, case .codes(let codes, _) = column.storage {
            self.codes = codes
            shares = nil
            areFew = false
            return
        }
        guard let lookup = expression as? DictionaryExpression else { return nil }
        codes = lookup.codes
        let table: Vector
        switch (lookup.table, coder.form) {
        case (.codes(let values, let dictionary), .codes):
            table = Vector(.codes(values.base, dictionary), count: values.count)
        case (.bytes(let values), .bytes): table = Vector(.bytes(values.base), count: values.count)
        case (.integers(let values), .integers): table = Vector(.integers(values.base), count: values.count)
        default: return nil
        }
        let shares = Buffer<UInt32>(repeating: 0, count: max(table.count, Int(TALLY_FEW_SHARES)))
        coder.add(table, stride: stride, to: shares.base)
        self.shares = shares
        areFew = table.count <= Int(TALLY_FEW_SHARES)
    }

    /// Adds the share of each row to its group number.
    func add(_ batch: Batch, to groups: UnsafeMutablePointer<UInt32>) {
        // Listed rows count from the first, those of a run from where it starts.
        let (start, rows, shares) = (
            batch.rows == nil ? batch.start : 0, batch.rows, shares.map { UnsafePointer($0.base) }
        )
        switch codes {
        case .narrow(let buffer) where areFew && rows == nil:
            tally_add_few_shares(buffer.base + start, shares, batch.count, groups)
        case .narrow(let buffer): tally_add_shares_8(buffer.base + start, rows, shares, stride, batch.count, groups)
        case .medium(let buffer): tally_add_shares_16(buffer.base + start, rows, shares, stride, batch.count, groups)
        case .wide(let buffer): tally_add_shares_32(buffer.base + start, rows, shares, stride, batch.count, groups)
        }
    }
}
