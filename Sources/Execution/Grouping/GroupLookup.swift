import CKernels
import Columnar
import Functions

/// The share of a dimension in the group number, looked up by code: for a text column its code times the stride, for what
/// a table gives for a code (a day's year, a text's beginning) that value's code times the stride.
final class GroupLookup {
    private let codes: Codes
    /// By the column's code; nil where the share is the code times the stride.
    private let shares: Buffer<UInt32>?
    private let areFew: Bool
    private let stride: UInt32
    /// Whose days or hours the codes are, where they are those of times.
    private let time: (codes: TimeCodes, part: ScalarFunction.TimePart)?
    /// The codes that are bytes, and the share of each.
    private let narrow: (bytes: Buffer<UInt8>, shares: Buffer<UInt32>, codeCount: Int)?

    /// Whether the dimension may be the one that varies among the rows of a batch whose groups are bytes.
    var isNarrow: Bool { narrow != nil }
    /// Whether it may be the same for all rows of a batch.
    var isSteady: Bool { time?.part == .day }

    /// Nil when the dimension is no look-up.
    init?(_ expression: VectorExpression, _ coder: DimensionCoder, stride: UInt32) {
        self.stride = stride
        if let column = expression as? ColumnExpression, case .codes(let codes, let dictionary) = column.storage {
            self.codes = codes
            (shares, areFew, time) = (nil, false, nil)
            guard case .narrow(let bytes) = codes else {
                narrow = nil
                return
            }
            let count = dictionary.count + 1
            let all = Buffer((0..<UInt32(max(count, Int(TALLY_FEW_SHARES)))).map { $0 &* stride })
            narrow = (bytes, all, count)
            return
        }
        guard let lookup = expression as? DictionaryExpression else { return nil }
        codes = lookup.codes
        time = lookup.time
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
        if case .narrow(let bytes) = codes {
            narrow = (bytes, shares, table.count)
        } else {
            narrow = nil
        }
    }

    /// The share that all rows of a run have; nil where they differ, or nobody knows without looking at each of them.
    func share(_ run: Batch) -> UInt32? {
        guard let time, time.part == .day, let shares else { return nil }
        let codes = time.codes.dayCodes(run.start, run.start + run.count)
        let share = shares[codes.lowerBound]
        for code in codes where shares[code] != share { return nil }
        return share
    }

    /// The shares by day or by hour of a time; nil where the dimension depends on something else.
    var timeShares: (codes: TimeCodes, part: ScalarFunction.TimePart, shares: Buffer<UInt32>)? {
        guard let time, let shares else { return nil }
        return (time.codes, time.part, shares)
    }

    /// The groups of a batch when all other dimensions have the same share in all of them.
    /// - Parameter scratch: room for the codes of listed rows.
    func groups(_ batch: Batch, first: UInt32, _ scratch: Buffer<UInt8>) -> NarrowGroups? {
        guard let (bytes, shares, codeCount) = narrow else { return nil }
        var own = UnsafePointer(bytes.base + batch.start)
        if let rows = batch.rows {
            gather(bytes.base, rows, batch.count, scratch.base)
            own = UnsafePointer(scratch.base)
        }
        return NarrowGroups(own, codeCount: codeCount, shares: shares.base, first: first)
    }

    /// The same for the rows of a run that have a flag.
    /// - Returns: also how many rows that are.
    func groups(
        _ run: Batch, flags: UnsafePointer<UInt8>, first: UInt32, _ scratch: Buffer<UInt8>
    ) -> (groups: NarrowGroups, rows: Int)? {
        guard let (bytes, shares, codeCount) = narrow else { return nil }
        let rows = Compaction.keep(bytes.base + run.start, flags, run.count, scratch.base)
        return (NarrowGroups(scratch.base, codeCount: codeCount, shares: shares.base, first: first), rows)
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
