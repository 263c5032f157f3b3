/// A run of whole rows of one source, and where their cells end: the unit of work of a load.
///
/// It is reused from one run of rows to the next. A chunk always starts at a row, so that chunks can be decoded in any
/// order. One worker at a time uses it.
final class RowChunk: RowScan, @unchecked Sendable {
    /// The number of the chunk among all chunks of the load.
    var index = 0
    /// Where the cells of arranged rows end: `cellEnds` itself, or `paddedEnds` when rows had to grow.
    private var arrangedEnds: UnsafeMutablePointer<UInt32>
    private var paddedEnds: UnsafeMutablePointer<UInt32>?
    private var paddedCapacity = 0
    private var rowStarts: UnsafeMutablePointer<UInt32>
    private var rowStartCapacity = 0
    /// An offset of zero: where the cells of a column begin and end that the source does not have.
    private let nothing: UnsafeMutablePointer<UInt32>
    /// The rows with another number of cells than the header that `arrange` padded or left out.
    private(set) var raggedRows: [(offset: Int, found: Int)] = []

    override init() {
        nothing = .allocate(capacity: 1)
        nothing.pointee = 0
        arrangedEnds = nothing
        rowStarts = .allocate(capacity: 1)
        super.init()
    }

    deinit {
        paddedEnds?.deallocate()
        nothing.deallocate()
        rowStarts.deallocate()
    }

    /// Drops blank lines and sees to it that every row has `fieldCount` cells, after which `cells` can be asked.
    func arrange(fieldCount: Int, ragged policy: RaggedPolicy) -> Failure? {
        if rowStartCapacity < rowCount {
            rowStarts.deallocate()
            rowStartCapacity = rowCount * 2
            rowStarts = .allocate(capacity: rowStartCapacity)
        }
        arrangedEnds = cellEnds
        raggedRows.removeAll(keepingCapacity: true)
        var isRegular = fieldCount > 1
        var row = 0
        while isRegular, row < rowCount {
            isRegular = Int(rowEnds[row]) == (row &+ 1) &* fieldCount
            rowStarts[row] = row == 0 ? 0 : cellEnds[row &* fieldCount &- 1] &+ 1
            row &+= 1
        }
        return isRegular ? nil : compact(fieldCount: fieldCount, ragged: policy)
    }

    /// The general form of `arrange`: moves the cells of the rows that stay to the front.
    private func compact(fieldCount: Int, ragged policy: RaggedPolicy) -> Failure? {
        // Short rows under a wide header could grow to many times what was read: the next chunk takes the rest.
        let most = max(1, LoadLimits.paddedCells / fieldCount)
        if policy == .pad, rowCount > most {
            end = end(ofRow: most - 1)
            rowCount = most
        }
        // Rows that grow would run into those that were not read yet.
        if policy == .pad { arrangedEnds = roomToPad(rowCount * fieldCount) }
        var kept = 0
        var first = 0
        var start: UInt32 = 0
        for row in 0..<rowCount {
            let past = Int(rowEnds[row])
            let last = cellEnds[past - 1]
            let found = past - first
            // `isBlank` cannot be asked here, because the cells before this row may have moved.
            let isBlank =
                found == 1
                && (start..<last).allSatisfy { base[Int($0)] == 0x0D || fieldCount > 1 && base[Int($0)] == 0x20 }
            if !isBlank {
                let isRagged = found != fieldCount
                if isRagged {
                    let offset = self.start + Int(start)
                    if policy == .error { return .ragged(at: offset, found: found) }
                    raggedRows.append((offset, found))
                }
                if !isRagged || policy == .pad {
                    keep(first..<first + min(found, fieldCount), as: kept, fieldCount: fieldCount)
                    rowStarts[kept] = start
                    kept += 1
                }
            }
            first = past
            start = last + 1
        }
        rowCount = kept
        return nil
    }

    /// Writes the ends of a row's cells; cells that lack are empty and lie behind the row.
    private func keep(_ cells: Range<Int>, as row: Int, fieldCount: Int) {
        let target = arrangedEnds + row * fieldCount
        for (field, cell) in cells.enumerated() { target[field] = cellEnds[cell] }
        guard cells.count < fieldCount else { return }
        // The CR of a CRLF is only taken off the last cell of a row, which this no longer is.
        let end = target[cells.count - 1]
        if end > 0, base[Int(end) - 1] == 0x0D { target[cells.count - 1] = end - 1 }
        for field in cells.count..<fieldCount { target[field] = target[field - 1] + 1 }
    }

    private func roomToPad(_ count: Int) -> UnsafeMutablePointer<UInt32> {
        if let paddedEnds, paddedCapacity >= count { return paddedEnds }
        paddedEnds?.deallocate()
        paddedCapacity = count * 2
        let room = UnsafeMutablePointer<UInt32>.allocate(capacity: paddedCapacity)
        paddedEnds = room
        return room
    }

    /// The cells of one field, after `arrange`; nil stands for a column that this source does not have.
    func cells(field: Int?, fieldCount: Int) -> Cells {
        guard let field else {
            return Cells(
                base: base, starts: nothing, startStride: 0, startShift: 0, ends: nothing, stride: 0, count: rowCount,
                endsRow: false, quote: quote, scratch: scratch)
        }
        return Cells(
            base: base, starts: field == 0 ? rowStarts : arrangedEnds + (field - 1),
            startStride: field == 0 ? 1 : fieldCount, startShift: field == 0 ? 0 : 1, ends: arrangedEnds + field,
            stride: fieldCount, count: rowCount, endsRow: field == fieldCount - 1, quote: quote, scratch: scratch)
    }

    /// The offset of a row in its source, after `arrange`.
    func offset(ofRow row: Int) -> Int { start + Int(rowStarts[row]) }
}
