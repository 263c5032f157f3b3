import Columnar

/// The values of a column: in place where a run of rows lies in memory in the form that kernels read, else copied.
final class ColumnExpression: VectorExpression {
    let column: Column
    /// Asked of the column once a thread: it is behind a lock there.
    private lazy var zones = column.zones(threads: threads)
    private let threads: Int
    /// The codes as planes of bits, where they are to be had.
    private(set) lazy var planes = column.planes()
    let storage: Column.Storage
    private let bytes: Buffer<UInt8>
    private let words: Buffer<Int64>
    private let others: Buffer<Double>

    /// - Parameter threads: how many may look at all values to find their bounds block by block.
    init(_ column: Column, capacity: Int, threads: Int = 1) {
        self.threads = threads
        self.column = column
        storage = column.storage
        let physical = column.type.physical
        bytes = Buffer(uninitialized: physical == .bytes ? capacity : 0)
        words = Buffer(uninitialized: physical == .bytes ? 0 : capacity)
        others = Buffer(uninitialized: physical == .pairs ? capacity : 0)
    }

    override func range(_ start: Int, _ end: Int) -> ValueRange? {
        guard let (low, high, hasMissing) = zones?.bounds(start, end) else { return nil }
        return ValueRange(low: low, high: high, hasMissing: hasMissing)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        let count = batch.count
        switch storage {
        case .bytes(let buffer):
            guard let rows = batch.rows else { return Vector(.bytes(buffer.base + batch.start), count: count) }
            gather(buffer.base, rows, count, bytes.base)
            return Vector(.bytes(bytes.base), count: count)
        case .integers(let buffer):
            guard let rows = batch.rows else { return Vector(.integers(buffer.base + batch.start), count: count) }
            gather(buffer.base, rows, count, words.base)
            return Vector(.integers(words.base), count: count)
        case .numbers(let buffer):
            guard let rows = batch.rows else { return Vector(.numbers(buffer.base + batch.start), count: count) }
            let scratch = UnsafeMutableRawPointer(words.base).assumingMemoryBound(to: Double.self)
            gather(buffer.base, rows, count, scratch)
            return Vector(.numbers(scratch), count: count)
        case .codes(let codes, let dictionary):
            let scratch = UnsafeMutableRawPointer(words.base).assumingMemoryBound(to: UInt32.self)
            switch codes {
            case .narrow(let buffer): widen(buffer.base, batch, scratch)
            case .medium(let buffer): widen(buffer.base, batch, scratch)
            case .wide(let buffer):
                guard let rows = batch.rows else {
                    return Vector(.codes(buffer.base + batch.start, dictionary), count: count)
                }
                gather(buffer.base, rows, count, scratch)
            }
            return Vector(.codes(scratch, dictionary), count: count)
        case .pairs(let first, let second):
            guard let rows = batch.rows else {
                return Vector(.pairs(first.base + batch.start, second.base + batch.start), count: count)
            }
            let scratch = UnsafeMutableRawPointer(words.base).assumingMemoryBound(to: Double.self)
            gather(first.base, rows, count, scratch)
            gather(second.base, rows, count, others.base)
            return Vector(.pairs(scratch, others.base), count: count)
        }
    }
}

/// Copies the listed rows.
@inline(__always)
func gather<Element>(
    _ source: UnsafePointer<Element>, _ rows: UnsafePointer<UInt32>, _ count: Int,
    _ target: UnsafeMutablePointer<Element>
) {
    var index = 0
    while index < count {
        target[index] = source[Int(rows[index])]
        index &+= 1
    }
}

/// Copies narrow codes into 32 bits.
@inline(__always)
func widen<Code: FixedWidthInteger>(
    _ source: UnsafePointer<Code>, _ batch: Batch, _ target: UnsafeMutablePointer<UInt32>
) {
    var index = 0
    if let rows = batch.rows {
        while index < batch.count {
            target[index] = UInt32(truncatingIfNeeded: source[Int(rows[index])])
            index &+= 1
        }
    } else {
        let run = source + batch.start
        while index < batch.count {
            target[index] = UInt32(truncatingIfNeeded: run[index])
            index &+= 1
        }
    }
}
