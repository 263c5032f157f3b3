import CKernels
import Columnar
import Functions

/// An expression over one text column, computed once for each value of its dictionary: a row is a look-up.
final class DictionaryExpression: VectorExpression {
    /// The result for each code, `missing` first.
    enum Table {
        case bytes(Buffer<UInt8>)
        /// A condition that is never unknown over a large dictionary: an eighth of the bytes, which the caches hold.
        case bits(Buffer<UInt32>)
        case integers(Buffer<Int64>)
        case numbers(Buffer<Double>)
        case codes(Buffer<UInt32>, TextDictionary)
    }

    let codes: Codes
    let table: Table
    /// The codes as planes of bits, where they are those of a column and to be had.
    private(set) lazy var planes = column?.planes()
    private let column: Column?
    /// Whose days or hours the codes are, where they are those of times.
    let time: (codes: TimeCodes, part: ScalarFunction.TimePart)?
    /// The one code for which a test differs from all others, as in a comparison with one text, and its result.
    private let single: (code: UInt32, result: UInt8)?
    /// Whether the dictionary has no value for which the table, that of a condition, says yes.
    private let isNever: Bool
    private let bytes: Buffer<UInt8>
    private let words: Buffer<Int64>

    init(
        _ codes: Codes, _ table: Table, of column: Column? = nil,
        time: (codes: TimeCodes, part: ScalarFunction.TimePart)? = nil, capacity: Int
    ) {
        self.column = column
        self.codes = codes
        self.table = table
        self.time = time
        single = DictionaryExpression.single(table)
        isNever = DictionaryExpression.isNever(table)
        bytes = Buffer(uninitialized: capacity)
        words = Buffer(uninitialized: capacity)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let scratch = UnsafeMutableRawPointer(words.base)
        switch table {
        case .bytes(let results):
            if let single, batch.rows == nil {
                compare(single.code, single.result, batch)
            } else {
                look(results.base, batch, bytes.base)
            }
            return Vector(.bytes(bytes.base), count: batch.count)
        case .bits(let results):
            test(results.base, batch)
            return Vector(.bytes(bytes.base), count: batch.count)
        case .integers(let results):
            look(results.base, batch, words.base)
            return Vector(.integers(words.base), count: batch.count)
        case .numbers(let results):
            let target = scratch.assumingMemoryBound(to: Double.self)
            look(results.base, batch, target)
            return Vector(.numbers(target), count: batch.count)
        case .codes(let results, let dictionary):
            let target = scratch.assumingMemoryBound(to: UInt32.self)
            look(results.base, batch, target)
            return Vector(.codes(target, dictionary), count: batch.count)
        }
    }

    override func verdict(_ start: Int, _ end: Int) -> Verdict { isNever ? .none : .some }

    override func marks(_ run: Batch) -> RowMarks? {
        if case .narrow(let codes) = codes, let single {
            return RowMarks(
                codes.base + run.start, planes?.run(from: run.start), mark: UInt8(single.code),
                isWanted: single.result == 1)
        }
        if case .bits = table { return nil }
        return super.marks(run)
    }

    override var hasMarksInPlace: Bool {
        if case .narrow = codes { single != nil } else { false }
    }

    override func keep(_ run: Batch, _ bytes: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>) -> Int {
        if case .wide(let codes) = codes, case .bits(let bits) = table {
            return tally_keep_bytes_with_bit(codes.base + run.start, bits.base, run.count, bytes + run.start, target)
        }
        return super.keep(run, bytes, target)
    }

    private static func isNever(_ table: Table) -> Bool {
        switch table {
        case .bytes(let results): tally_all_bits(results.base, results.count) & 1 == 0
        case .bits(let bits):
            tally_all_bits(UnsafeRawPointer(bits.base).assumingMemoryBound(to: UInt8.self), 4 * bits.count) == 0
        default: false
        }
    }

    private static func single(_ table: Table) -> (code: UInt32, result: UInt8)? {
        guard case .bytes(let results) = table, results.count <= Int(UInt16.max) + 1,
            results.elements.allSatisfy({ $0 < 2 })
        else { return nil }
        for result: UInt8 in [1, 0] {
            let codes = results.elements.indices.lazy.filter { results[$0] == result }.prefix(2)
            if codes.count == 1, let code = codes.first { return (UInt32(code), result) }
        }
        return nil
    }

    /// Comparing narrow codes is done many at a time, where looking them up is not.
    private func compare(_ code: UInt32, _ result: UInt8, _ batch: Batch) {
        switch codes {
        case .narrow(let buffer):
            tally_equal_8(buffer.base + batch.start, UInt8(code), batch.count, result, bytes.base)
        case .medium(let buffer):
            tally_equal_16(buffer.base + batch.start, UInt16(code), batch.count, result, bytes.base)
        case .wide(let buffer): tally_equal_32(buffer.base + batch.start, code, batch.count, result, bytes.base)
        }
    }

    private func test(_ bits: UnsafePointer<UInt32>, _ batch: Batch) {
        guard case .wide(let buffer) = codes else { preconditionFailure("bits are for wide codes") }
        let start = batch.rows == nil ? batch.start : 0
        tally_test_bits(buffer.base + start, batch.rows, batch.count, bits, bytes.base)
    }

    private func look<Result>(
        _ results: UnsafePointer<Result>, _ batch: Batch, _ target: UnsafeMutablePointer<Result>
    ) {
        switch codes {
        case .narrow(let buffer): lookUp(results, buffer.base, batch, target)
        case .medium(let buffer): lookUp(results, buffer.base, batch, target)
        case .wide(let buffer): lookUp(results, buffer.base, batch, target)
        }
    }
}

@inline(__always)
private func lookUp<Code: FixedWidthInteger, Result>(
    _ results: UnsafePointer<Result>, _ codes: UnsafePointer<Code>, _ batch: Batch,
    _ target: UnsafeMutablePointer<Result>
) {
    var index = 0
    if let rows = batch.rows {
        while index < batch.count {
            target[index] = results[Int(truncatingIfNeeded: codes[Int(rows[index])])]
            index &+= 1
        }
    } else {
        let run = codes + batch.start
        while index < batch.count {
            target[index] = results[Int(truncatingIfNeeded: run[index])]
            index &+= 1
        }
    }
}
