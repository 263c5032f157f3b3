import Columnar

/// Decimal numbers; digits with leading zeros and long digit strings are numbers only when `lenient`.
final class NumberDecoder: ColumnDecoder {
    private let lenient: Bool

    init(lenient: Bool) { self.lenient = lenient }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let values: Buffer<Double> = arena.buffer(cells.count)
        let lenient = lenient
        let empty = decode(cells, of: chunk, into: values.base, missing: Missing.number) { cell in
            let value = NumberParser.number(cell.start, cell.count, lenient: lenient)
            return value.isNaN ? nil : value
        }
        finish(chunk, missing: empty, .numbers(values))
    }
}
