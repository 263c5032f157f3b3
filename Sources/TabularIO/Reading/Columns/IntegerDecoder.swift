import Columnar

/// Whole numbers of up to 15 digits.
final class IntegerDecoder: ColumnDecoder {
    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let values: Buffer<Int64> = arena.buffer(cells.count)
        let empty = decode(cells, of: chunk, into: values.base, missing: Missing.integer) { cell in
            let value = NumberParser.integer(cell.start, cell.count)
            return value == NumberParser.notAnInteger ? nil : value
        }
        widenBounds(by: values.elements)
        finish(chunk, missing: empty, .integers(values))
    }
}
