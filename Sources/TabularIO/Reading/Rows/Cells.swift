import CScan

/// The text of one cell, without its quotes. It lives until the next cell is asked for.
struct Cell {
    let start: UnsafePointer<UInt8>
    let count: Int

    var string: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

    /// The cell without spaces and tabs around it.
    var trimmed: Cell {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var (low, high) = (0, count)
        while low < high, isSpace(start[low]) { low += 1 }
        while high > low, isSpace(start[high - 1]) { high -= 1 }
        return Cell(start: start + low, count: high - low)
    }
}

/// Memory in which a quoted cell is put together when it is not one piece of the source.
final class CellScratch {
    private(set) var bytes: UnsafeMutablePointer<UInt8> = .allocate(capacity: 256 + InputBytes.padding)
    private var capacity = 256

    deinit { bytes.deallocate() }

    func reserve(_ count: Int) {
        guard count > capacity else { return }
        bytes.deallocate()
        capacity = count * 2
        bytes = .allocate(capacity: capacity + InputBytes.padding)
    }
}

/// The cells of one column in one chunk, in the order of the rows: what column decoders read.
struct Cells {
    let base: UnsafePointer<UInt8>
    let starts: UnsafePointer<UInt32>
    let startStride: Int
    /// 1 when `starts` points at the separators before the cells, 0 when it points at the cells.
    let startShift: UInt32
    let ends: UnsafePointer<UInt32>
    let stride: Int
    let count: Int
    /// Whether the cells are the last of their rows, and so may carry the CR of a CRLF.
    let endsRow: Bool
    let quote: UInt8
    let scratch: CellScratch

    @inline(__always) subscript(row: Int) -> Cell {
        let start = Int(starts[row &* startStride] &+ startShift)
        let cell = base + start
        var count = Int(ends[row &* stride]) &- start
        if count == 0 { return Cell(start: cell, count: 0) }
        if endsRow, cell[count &- 1] == 0x0D { count &-= 1 }
        return cell[0] == quote && count > 0 ? unquoted(cell, count) : Cell(start: cell, count: count)
    }

    @inline(never) private func unquoted(_ cell: UnsafePointer<UInt8>, _ count: Int) -> Cell {
        scratch.reserve(count)
        var text: UnsafePointer<UInt8>?
        let length = tally_unquote(cell, count, quote, scratch.bytes, &text)
        return Cell(start: text ?? cell, count: length)
    }

    /// The same cells for functions in C.
    var list: tally_cells {
        tally_cells(
            base: base, starts: starts, start_stride: startStride, start_shift: startShift, ends: ends, stride: stride,
            count: count, ends_row: endsRow ? 1 : 0, quote: quote)
    }
}
