import Columnar
import Geography

/// The squares of a grid in which the places of all rows lie, as texts with a dictionary of those that occur.
enum GridColumn {
    /// How many rows are looked at at once: their codes stay in the cache.
    private static let block = 8_192

    static func column(latitude: Column, longitude: Column, side: Double) -> Column {
        let count = latitude.count
        guard case .numbers(let y) = latitude.storage, case .numbers(let x) = longitude.storage else {
            return Column(type: .text, values: Array(repeating: .missing, count: count))
        }
        var grid = SquareGrid(side: side)
        var index = KeyIndex()
        // The row of each place's square, then the number of the square.
        let numbers = Buffer<UInt32>(uninitialized: count)
        let columns = Buffer<UInt32>(uninitialized: block)
        for start in stride(from: 0, to: count, by: block) {
            let length = min(block, count - start)
            for place in 0..<length {
                let square = grid.square(latitude: y.base[start + place], longitude: x.base[start + place])
                numbers.base[start + place] = UInt32(bitPattern: square.row)
                columns.base[place] = UInt32(bitPattern: square.column)
            }
            index.number(numbers.base + start, columns.base, count: length)
        }
        var builder = TextDictionaryBuilder()
        let codes = (0..<index.count).map { number -> UInt32 in
            let (row, column) = index.pair(number)
            let square = GridSquare(row: Int32(bitPattern: row), column: Int32(bitPattern: column))
            return square == .none ? Missing.code : builder.code(of: square.name(side: side))
        }
        for row in 0..<count { numbers.base[row] = codes[Int(numbers.base[row])] }
        let packed = Codes(UnsafeBufferPointer(start: numbers.base, count: count), maximum: builder.count)
        return Column(type: .text, storage: .codes(packed, builder.build()))
    }
}
