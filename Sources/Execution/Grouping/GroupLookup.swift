import CKernels
import Columnar
import Functions

/// The share of a dimension in the group number, looked up by code: for a text column its code times the stride, for what
/// a table gives for a code (a day's year, a text's beginning) that value's code times the stride.
final class GroupLookup {
    private let codes: Codes
    /// The column's codes as planes of bits, where they are to be had.
    private lazy var planes = findPlanes()
    private let findPlanes: () -> BitPlanes?
    /// By the column's code; nil where the share is the code times the stride.
    private let shares: Buffer<UInt32>?
    private let areFew: Bool
    private let stride: UInt32
    /// Whose days or hours the codes are, where they are those of times.
    private let time: (codes: TimeCodes, part: ScalarFunction.TimePart)?
    /// The share of each code and how many codes there are, where groups may be told by narrow codes.
    private let narrow: (shares: Buffer<UInt32>, codeCount: Int)?

    /// Whether the dimension may be the one that varies among the rows of a batch whose groups are narrow codes.
    var isNarrow: Bool { narrow != nil }
    /// Whether it may be the same for all rows of a batch.
    var isSteady: Bool { time?.part == .day }

    /// Nil when the dimension is no look-up.
    init?(_ expression: VectorExpression, _ coder: DimensionCoder, stride: UInt32) {
        self.stride = stride
        if let column = expression as? ColumnExpression, case .codes(let codes, let dictionary) = column.storage {
            self.codes = codes
            findPlanes = { column.planes }
            (shares, areFew, time) = (nil, false, nil)
            let count = dictionary.count + 1
            guard codes.areNarrow(count) else {
                narrow = nil
                return
            }
            narrow = (Buffer((0..<UInt32(max(count, Int(TALLY_FEW_SHARES)))).map { $0 &* stride }), count)
            return
        }
        guard let lookup = expression as? DictionaryExpression else { return nil }
        codes = lookup.codes
        findPlanes = { lookup.planes }
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
        // Days, of which there are many, are mostly the same for all rows of a batch.
        narrow = codes.areNarrow(table.count) && !(time?.part == .day) ? (shares, table.count) : nil
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
    func groups(_ batch: Batch, first: UInt32, _ scratch: Buffer<UInt16>) -> NarrowGroups? {
        guard let (shares, codeCount) = narrow else { return nil }
        let own: NarrowGroups.Codes
        switch codes {
        case .narrow(let bytes): own = .bytes(batch.codes(bytes, scratch.bytes))
        case .medium(let words): own = .words(batch.codes(words, scratch.base))
        case .wide: return nil
        }
        var groups = NarrowGroups(own, codeCount: codeCount, shares: shares.base, first: first)
        if batch.rows == nil { groups.planes = planes?.run(from: batch.start) }
        return groups
    }

    /// The same for the rows of a run on which a condition holds, where codes are bytes.
    /// - Returns: also how many rows that are.
    func groups(
        _ run: Batch, where condition: VectorExpression, first: UInt32, _ scratch: Buffer<UInt16>
    ) -> (groups: NarrowGroups, rows: Int)? {
        guard let (shares, codeCount) = narrow, case .narrow(let bytes) = codes else { return nil }
        let rows = condition.keep(run, bytes.base, scratch.bytes)
        return (NarrowGroups(scratch.bytes, codeCount: codeCount, shares: shares.base, first: first), rows)
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

extension Codes {
    /// Whether they are narrow and so few that groups may be told by them.
    fileprivate func areNarrow(_ count: Int) -> Bool {
        switch self {
        case .narrow: true
        case .medium: count <= NarrowGroups.codeLimit
        case .wide: false
        }
    }
}

extension Buffer<UInt16> {
    /// The same memory as bytes.
    fileprivate var bytes: UnsafeMutablePointer<UInt8> {
        UnsafeMutableRawPointer(base).assumingMemoryBound(to: UInt8.self)
    }
}

extension Batch {
    /// The codes of the rows: in place where they are a run, else copied.
    fileprivate func codes<Code>(_ codes: Buffer<Code>, _ scratch: UnsafeMutablePointer<Code>) -> UnsafePointer<Code> {
        guard let rows else { return UnsafePointer(codes.base + start) }
        gather(codes.base, rows, count, scratch)
        return UnsafePointer(scratch)
    }
}
