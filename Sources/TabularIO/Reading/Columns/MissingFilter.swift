/// Shows the cells of a column with some spellings taken for empty: `NA`, a single space, `1900-01-01`.
///
/// Only tables whose profile or options name such spellings pay for it. One worker at a time uses it.
final class MissingFilter {
    private let words: [[UInt8]]
    private let lengths: Set<Int>
    private var starts: UnsafeMutablePointer<UInt32> = .allocate(capacity: 1)
    private var ends: UnsafeMutablePointer<UInt32> = .allocate(capacity: 1)
    private var capacity = 1

    init(_ words: [String]) {
        self.words = words.map { Array($0.utf8) }
        lengths = Set(self.words.map(\.count))
    }

    deinit {
        starts.deallocate()
        ends.deallocate()
    }

    var isEmpty: Bool { words.isEmpty }

    /// The same cells, the listed ones empty; valid until the next call.
    func apply(to cells: Cells) -> Cells {
        if capacity < cells.count {
            starts.deallocate()
            ends.deallocate()
            capacity = cells.count * 2
            (starts, ends) = (.allocate(capacity: capacity), .allocate(capacity: capacity))
        }
        for row in 0..<cells.count {
            let start = cells.starts[row &* cells.startStride] &+ cells.startShift
            starts[row] = start
            ends[row] = isMissing(cells[row]) ? start : cells.ends[row &* cells.stride]
        }
        return Cells(
            base: cells.base, starts: starts, startStride: 1, startShift: 0, ends: ends, stride: 1, count: cells.count,
            endsRow: cells.endsRow, quote: cells.quote, scratch: cells.scratch)
    }

    private func isMissing(_ cell: Cell) -> Bool {
        guard lengths.contains(cell.count) else { return false }
        return words.contains { word in
            word.count == cell.count && UnsafeBufferPointer(start: cell.start, count: cell.count).elementsEqual(word)
        }
    }
}
