import CScan

/// A run of whole rows of one source, and where their cells end: the unit of work of a load.
///
/// It is scanned in one go while it lies in the cache, and reused from one run of rows to the next. A chunk always
/// starts at a row, so that chunks can be decoded in any order. One worker at a time uses it.
final class RowChunk: @unchecked Sendable {
    /// Why no rows could be made out.
    enum Failure: Equatable {
        /// The file has become shorter than it was, or cannot be read any more.
        case unreadable
        /// The offset of a row in which a quote is opened and never closed.
        case unclosedQuote(at: Int)
        case tooLong(at: Int)
        /// The offset of a row with another number of cells than the header.
        case ragged(at: Int, found: Int)
    }

    /// The place of the chunk among all chunks of the load.
    var index = 0
    /// Which source it belongs to.
    var source = 0
    private(set) var base: UnsafePointer<UInt8>
    /// The offset of the first row in its source.
    private(set) var start = 0
    /// The offset past the last row.
    private(set) var end = 0
    private(set) var rowCount = 0
    private(set) var isASCII = true

    /// The bytes of a chunk of a mapped file, which are read and not touched where they lie.
    private var text: UnsafeMutablePointer<UInt8>
    private var textCapacity = 0
    private var capacity = 0
    private var cellEnds: UnsafeMutablePointer<UInt32>
    /// Where the cells of arranged rows end: `cellEnds` itself, or `paddedEnds` when rows had to grow.
    private var arrangedEnds: UnsafeMutablePointer<UInt32>
    private var paddedEnds: UnsafeMutablePointer<UInt32>?
    private var paddedCapacity = 0
    private var rowEnds: UnsafeMutablePointer<UInt32>
    private var rowStarts: UnsafeMutablePointer<UInt32>
    private var rowStartCapacity = 0
    private let scratch = CellScratch()
    private var quote: UInt8 = 0
    /// An offset of zero: where the cells of a column begin and end that the source does not have.
    private let nothing: UnsafeMutablePointer<UInt32>
    /// The rows with another number of cells than the header that `arrange` padded or left out.
    private(set) var raggedRows: [(offset: Int, found: Int)] = []

    init() {
        cellEnds = .allocate(capacity: 64)
        arrangedEnds = cellEnds
        nothing = .allocate(capacity: 1)
        nothing.pointee = 0
        rowEnds = .allocate(capacity: 1)
        rowStarts = .allocate(capacity: 1)
        text = .allocate(capacity: 1)
        base = UnsafePointer(scratch.bytes)
    }

    deinit {
        text.deallocate()
        cellEnds.deallocate()
        paddedEnds?.deallocate()
        nothing.deallocate()
        rowEnds.deallocate()
        rowStarts.deallocate()
    }

    /// Scans the rows from `from` on: as many whole rows as `length` bytes hold, but at least one.
    func scan(_ bytes: InputBytes, from: Int, atLeast length: Int, dialect: Dialect) -> Failure? {
        if !bytes.isMapped { base = bytes.base + from }
        start = from
        quote = dialect.quote
        let limit = bytes.count - from
        var state = tally_scan_state()
        var scanned = 0
        repeat {
            guard scanned < LoadLimits.rowBytes else { return .tooLong(at: from) }
            let target = min(limit, scanned == 0 ? max(length, 1) : scanned * 2)
            // The scan looks at one byte more, for the LF of a CRLF.
            if bytes.isMapped, !fetch(bytes, from: from, scanned..<min(target + 1, limit)) { return .unreadable }
            reserve(target, used: state)
            tally_scan(base, scanned, target, limit, dialect.delimiter, quote, &state, cellEnds, rowEnds)
            scanned = target
        } while state.row_count == 0 && scanned < limit
        isASCII = state.non_ascii == 0
        rowCount = state.row_count
        end = from + (rowCount == 0 ? 0 : Int(cellEnds[Int(rowEnds[rowCount - 1]) - 1]) + 1)
        if scanned == limit, end < bytes.count {
            if state.place == TALLY_SCAN_IN_QUOTES.rawValue { return .unclosedQuote(at: end) }
            // The last row has no line end: the end of the source closes it.
            cellEnds[state.cell_count] = UInt32(limit)
            rowEnds[rowCount] = UInt32(state.cell_count + 1)
            rowCount += 1
            end = bytes.count
        }
        return nil
    }

    /// Reads the bytes of the chunk in a range; the first of them may have been read before, as lookahead.
    private func fetch(_ bytes: InputBytes, from: Int, _ range: Range<Int>) -> Bool {
        if range.upperBound > textCapacity {
            textCapacity = range.upperBound
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: textCapacity)
            larger.update(from: text, count: range.lowerBound)
            text.deallocate()
            text = larger
        }
        base = UnsafePointer(text)
        return bytes.read(from + range.lowerBound..<from + range.upperBound, into: text + range.lowerBound)
    }

    private func reserve(_ target: Int, used: tally_scan_state) {
        guard target > capacity else { return }
        capacity = target
        // One more than there are bytes, for the end of the source; the scan writes up to 64 entries too many.
        let cells = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 65)
        let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 1)
        cells.update(from: cellEnds, count: used.cell_count)
        rows.update(from: rowEnds, count: used.row_count)
        cellEnds.deallocate()
        rowEnds.deallocate()
        (cellEnds, rowEnds) = (cells, rows)
    }

    // MARK: Rows

    private func firstCell(_ row: Int) -> Int { row == 0 ? 0 : Int(rowEnds[row - 1]) }

    private func rowStart(_ row: Int) -> UInt32 { row == 0 ? 0 : cellEnds[firstCell(row) - 1] + 1 }

    func cellCount(_ row: Int) -> Int { Int(rowEnds[row]) - firstCell(row) }

    /// The offset past a row and its line end.
    func end(ofRow row: Int) -> Int { min(end, start + Int(cellEnds[Int(rowEnds[row]) - 1]) + 1) }

    /// Whether a row, as scanned, is an empty line or one of spaces only.
    func isBlank(_ row: Int) -> Bool {
        guard cellCount(row) == 1 else { return false }
        return (rowStart(row)..<cellEnds[firstCell(row)]).allSatisfy { [0x20, 0x0D].contains(base[Int($0)]) }
    }

    /// The cells of a row, as scanned.
    func texts(ofRow row: Int) -> [String] {
        let count = cellCount(row)
        return (0..<count).map { field in
            let index = firstCell(row) + field
            let start = field == 0 ? rowStart(row) : cellEnds[index - 1] + 1
            return withUnsafePointer(to: start) { start in
                Cells(
                    base: base, starts: start, startStride: 1, startShift: 0, ends: cellEnds + index, stride: 1,
                    count: 1, endsRow: field == count - 1, quote: quote, scratch: scratch)[0].string
            }
        }
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
