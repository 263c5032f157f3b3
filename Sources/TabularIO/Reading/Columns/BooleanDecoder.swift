import Columnar

/// Booleans in one pair of spellings.
final class BooleanDecoder: ColumnDecoder {
    private let style: BooleanText
    /// Whether a true value was seen: a column of nothing but `N` may as well mean north.
    private(set) var sawTrue = false

    init(_ style: BooleanText) { self.style = style }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let values: Buffer<UInt8> = arena.buffer(cells.count)
        let style = style
        var union: UInt8 = 0
        let empty = decode(cells, of: chunk, into: values.base, missing: Missing.boolean) { cell in
            let value = style.parse(cell.start, cell.count)
            union |= value
            return value == Missing.boolean ? nil : value
        }
        if union & 1 == 1 { sawTrue = true }
        finish(chunk, missing: empty, .bytes(values))
    }
}
