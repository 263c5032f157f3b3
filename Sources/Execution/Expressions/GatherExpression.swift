import Columnar

/// The value that a column of another table has in the row of which each row knows the number.
final class GatherExpression: VectorExpression {
    private let row: VectorExpression
    /// The other column, with a missing value behind its last row for rows without a number.
    private let values: ColumnExpression
    private let missing: UInt32
    private let rows: Buffer<UInt32>

    convenience init(_ row: VectorExpression, _ column: Column, capacity: Int) {
        self.init(row, extended: GatherExpression.extended(column), capacity: capacity)
    }

    /// - Parameter extended: the values, and behind them that of rows without a number.
    init(_ row: VectorExpression, extended: Column, capacity: Int) {
        self.row = row
        missing = UInt32(extended.count - 1)
        values = ColumnExpression(extended, capacity: capacity)
        rows = Buffer(uninitialized: capacity)
    }

    /// A column with a missing value behind its last row.
    static func extended(_ column: Column) -> Column {
        let all = (0..<column.count).map { column[$0] } + [.missing]
        return Column(type: column.type, values: all, orderedLike: column.dictionary)
    }

    override func evaluate(_ batch: Batch) -> Vector {
        guard case .integers(let numbers) = row.evaluate(batch).storage else {
            preconditionFailure("the number of a row is a whole number")
        }
        for index in 0..<batch.count {
            rows.base[index] = numbers[index] == Missing.integer ? missing : UInt32(truncatingIfNeeded: numbers[index])
        }
        return values.evaluate(Batch(start: 0, count: batch.count, rows: UnsafePointer(rows.base)))
    }
}
