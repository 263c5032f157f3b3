import CScan

/// The rows of a stretch of one source, and where their cells end, as the scan of its bytes finds them.
///
/// The bytes are scanned in one go while they lie in the cache; the memory is used again from one stretch to the next.
class RowScan: @unchecked Sendable {
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

    /// A run of bytes of one source, of which the rows are asked for.
    struct Stretch {
        let source: Int
        let bytes: Range<Int>
        /// Whether a row begins where the bytes do; else the first one has to be guessed.
        let beginsRow: Bool
        /// Whether others read what comes next: then the rows are those that begin in these bytes. Else they are those
        /// that lie in them as a whole, but at least one.
        let isApart: Bool
    }

    /// How much is read past a stretch that stands apart, for the end of its last row.
    private static let lookahead = 2 << 10
    /// How far that row may go on: what is longer shows that the first one was guessed wrong.
    private static let mostLookahead = 1 << 20

    final private(set) var stretch: Stretch?
    /// Which source it belongs to.
    final var source: Int { stretch?.source ?? 0 }
    /// The bytes from the first row on.
    final private(set) var base: UnsafePointer<UInt8>
    /// The offset of the first row in its source.
    final private(set) var start = 0
    /// The offset past the last row, and how many rows there are; less once they are arranged in several runs.
    final var end = 0
    final var rowCount = 0
    final private(set) var isASCII = true
    final private(set) var quote: UInt8 = 0

    /// The bytes of a mapped file, which are read and not touched where they lie.
    private var text: UnsafeMutablePointer<UInt8>
    private var textCapacity = 0
    private var capacity = 0
    final private(set) var cellEnds: UnsafeMutablePointer<UInt32>
    final private(set) var rowEnds: UnsafeMutablePointer<UInt32>
    final let scratch = CellScratch()

    init() {
        cellEnds = .allocate(capacity: 64)
        rowEnds = .allocate(capacity: 1)
        text = .allocate(capacity: InputBytes.padding)
        base = UnsafePointer(scratch.bytes)
    }

    deinit {
        text.deallocate()
        cellEnds.deallocate()
        rowEnds.deallocate()
    }

    /// Scans the rows that begin in a stretch of a source.
    final func scan(_ layout: SourceLayout, _ stretch: Stretch) -> Failure? {
        scan(layout.bytes, stretch, dialect: layout.dialect, fieldCount: layout.fieldCount)
    }

    /// Scans the rows that lie in a range of bytes as a whole, but at least one. The first begins where the range does.
    final func scan(_ bytes: InputBytes, _ range: Range<Int>, dialect: Dialect) -> Failure? {
        let stretch = Stretch(source: 0, bytes: range, beginsRow: true, isApart: false)
        return scan(bytes, stretch, dialect: dialect, fieldCount: 0)
    }

    private func scan(_ bytes: InputBytes, _ stretch: Stretch, dialect: Dialect, fieldCount: Int) -> Failure? {
        self.stretch = stretch
        quote = dialect.quote
        rowCount = 0
        // Where a line ends just before, a row begins.
        let origin = stretch.bytes.lowerBound - (stretch.beginsRow ? 0 : 1)
        let limit = bytes.count - origin
        let length = min(stretch.bytes.upperBound, bytes.count) - origin
        var loaded = 0
        guard load(bytes, from: origin, min(limit, length + (stretch.isApart ? RowScan.lookahead : 1)), &loaded) else {
            return .unreadable
        }
        let skipped =
            stretch.beginsRow ? 0 : tally_guess_row(base, length, loaded, dialect.delimiter, quote, fieldCount)
        start = origin + skipped
        end = start
        guard skipped < length else { return nil }
        base += skipped
        return scan(
            bytes, length - skipped, limit: limit - skipped, loaded: loaded - skipped, isApart: stretch.isApart,
            delimiter: dialect.delimiter)
    }

    /// Scans `length` bytes from `start` on, and as many more as it takes; offsets count from `start`.
    private func scan(
        _ bytes: InputBytes, _ length: Int, limit: Int, loaded: Int, isApart: Bool, delimiter: UInt8
    ) -> Failure? {
        let origin = start
        let longest = isApart ? RowScan.mostLookahead : LoadLimits.rowBytes
        var (loaded, scanned, state) = (loaded, 0, tally_scan_state())
        var target = min(limit, isApart ? (length + RowScan.lookahead / 2) & ~63 : length)
        /// Where the row begins that is not at its end.
        var open = 0
        repeat {
            // The scan looks at one byte more, for the LF of a CRLF.
            if !load(bytes, from: origin, min(target + 1, limit), &loaded) { return .unreadable }
            reserve(target, used: state)
            tally_scan(base, scanned, target, limit, delimiter, quote, &state, cellEnds, rowEnds)
            scanned = target
            rowCount = state.row_count
            open = rowCount == 0 ? 0 : Int(cellEnds[Int(rowEnds[rowCount - 1]) - 1]) + 1
            if scanned == limit || (isApart ? open >= length : rowCount > 0) { break }
            target = min(limit, open + longest, scanned + max(RowScan.lookahead, isApart ? scanned - length : scanned))
        } while scanned - open < longest
        isASCII = state.non_ascii == 0
        end = origin + open
        if scanned == limit, open < limit, open < length || !isApart {
            if state.place == TALLY_SCAN_IN_QUOTES.rawValue { return .unclosedQuote(at: end) }
            // The last row has no line end: the end of the source closes it.
            cellEnds[state.cell_count] = UInt32(limit)
            rowEnds[rowCount] = UInt32(state.cell_count + 1)
            rowCount += 1
            end = bytes.count
        } else if isApart ? open < length : rowCount == 0 {
            return .tooLong(at: end)
        }
        while isApart, rowCount > 1, Int(rowStart(rowCount - 1)) >= length {
            rowCount -= 1
            end = origin + Int(rowStart(rowCount))
        }
        return nil
    }

    /// Sees to it that the bytes of a source from `origin` on are at `base`, at least `count` of them.
    private func load(_ bytes: InputBytes, from origin: Int, _ count: Int, _ loaded: inout Int) -> Bool {
        guard bytes.isMapped else {
            (base, loaded) = (bytes.base + origin, bytes.count - origin)
            return true
        }
        guard count > loaded else { return true }
        let skipped = loaded == 0 ? 0 : base - UnsafePointer(text)
        if skipped + count > textCapacity {
            textCapacity = skipped + count
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: textCapacity + InputBytes.padding)
            larger.update(from: text, count: skipped + loaded)
            text.deallocate()
            text = larger
        }
        base = UnsafePointer(text) + skipped
        defer { loaded = count }
        return bytes.read(origin + loaded..<origin + count, into: text + skipped + loaded)
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

    final func firstCell(_ row: Int) -> Int { row == 0 ? 0 : Int(rowEnds[row - 1]) }

    final func rowStart(_ row: Int) -> UInt32 { row == 0 ? 0 : cellEnds[firstCell(row) - 1] + 1 }

    final func cellCount(_ row: Int) -> Int { Int(rowEnds[row]) - firstCell(row) }

    /// The offset past a row and its line end.
    final func end(ofRow row: Int) -> Int { min(end, start + Int(cellEnds[Int(rowEnds[row]) - 1]) + 1) }

    /// Whether a row, as scanned, is an empty line or one of spaces only.
    final func isBlank(_ row: Int) -> Bool {
        guard cellCount(row) == 1 else { return false }
        return (rowStart(row)..<cellEnds[firstCell(row)]).allSatisfy { [0x20, 0x0D].contains(base[Int($0)]) }
    }

    /// The cells of a row, as scanned.
    final func texts(ofRow row: Int) -> [String] {
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
}
