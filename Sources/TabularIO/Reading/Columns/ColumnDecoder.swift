import Columnar

/// A value that the decoder of its column could not take.
struct Misfit {
    let source: Int
    /// The offset of its row in the source.
    let offset: Int
    let text: String
}

/// The decoded values of one column in one chunk; codes are those of the decoder that made them.
struct ColumnSegment {
    enum Values {
        case bytes(Buffer<UInt8>)
        case integers(Buffer<Int64>)
        case numbers(Buffer<Double>)
        case codes(Codes)
        case none

        /// How many bytes of memory the values take.
        var memory: Int {
            switch self {
            case .bytes(let values): values.count
            case .integers(let values): values.count * 8
            case .numbers(let values): values.count * 8
            case .codes(.narrow(let codes)): codes.count
            case .codes(.medium(let codes)): codes.count * 2
            case .codes(.wide(let codes)): codes.count * 4
            case .none: 0
            }
        }
    }

    let chunk: Int
    let values: Values
}

/// Decodes the cells of one column, chunk by chunk, on one thread. Each worker has its own; their results are put
/// together in the order of the chunks, which is why they do not depend on the number of workers.
class ColumnDecoder {
    private(set) var segments: [ColumnSegment] = []
    /// Where the values of segments lie.
    final private(set) var arena = BufferArena()
    /// How many bytes of memory the segments take.
    private var segmentMemory = 0
    /// Empty cells and misfits.
    private(set) var missingCount = 0
    private(set) var misfitCounts = ClassCounts()
    /// The bounds of whole numbers so far.
    private(set) var bounds: ClosedRange<Int64>?
    /// The first misfits, at most `ColumnReport.listedBadValues`.
    private(set) var misfits: [Misfit] = []

    /// How many bytes of memory this decoder holds.
    var memory: Int { segmentMemory }

    /// Decodes one chunk's cells. Subclasses call `finish` once per chunk, `misfit` for every cell that does not fit.
    func decode(_ cells: Cells, of chunk: RowChunk) {}

    /// Decodes every cell into `values`, and returns how many are empty, which is missing. A cell that `parse` does not
    /// know is asked about once more without the spaces around it before it is a misfit.
    @inline(__always)
    final func decode<Value: BitwiseCopyable>(
        _ cells: Cells, of chunk: RowChunk, into values: UnsafeMutablePointer<Value>, missing: Value,
        parse: (Cell) -> Value?
    ) -> Int {
        var empty = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                values[row] = missing
                empty &+= 1
            } else if let value = parse(cell) ?? parse(cell.trimmed) {
                values[row] = value
            } else {
                values[row] = missing
                misfit(cell, row: row, of: chunk)
            }
        }
        return empty
    }

    /// Notes the values of a chunk of whole numbers while they lie in the cache.
    final func widenBounds(by values: UnsafeBufferPointer<Int64>) {
        bounds = ColumnAssembly.union(bounds, ColumnAssembly.bounds(values))
    }

    final func finish(_ chunk: RowChunk, missing: Int, _ values: ColumnSegment.Values) {
        missingCount += missing
        segmentMemory += values.memory
        segments.append(ColumnSegment(chunk: chunk.index, values: values))
    }

    /// Counts a value that does not fit, and lists it unless it is a spelling of "no value"; it is missing.
    @inline(never) final func misfit(_ cell: Cell, row: Int, of chunk: RowChunk) {
        missingCount += 1
        let valueClass = ValueClass(of: UnsafeBufferPointer(start: cell.start, count: cell.count))
        misfitCounts[valueClass] += 1
        if valueClass != .sentinel, misfits.count < ColumnReport.listedBadValues {
            misfits.append(
                Misfit(source: chunk.source, offset: chunk.offset(ofRow: row), text: cell.string))
        }
    }

    /// Hands the segments over, so that their memory can go as soon as they are copied.
    final func takeSegments() -> [ColumnSegment] {
        let taken = segments
        segments = []
        arena = BufferArena()
        return taken
    }
}
