import Columnar
import Diagnostics
import Functions
import Semantics
import TabularIO

/// A value seen among others: what a rank, an index and an anomaly are made of.
extension MeasureExplanation {
    /// The known values of rows.
    func known(_ rows: some Sequence<Int>, _ column: Int, _ table: ResultTable) -> [Double] {
        rows.compactMap { table.value(row: $0, column: column).number }
    }

    /// The rows of the same group along the axis, the row itself too; all rows where there is no axis.
    func alongAxis(_ row: Int, _ table: ResultTable) -> [Int] {
        guard let axis = account.axis else { return Array(0..<table.rowCount) }
        let others = (0..<account.dimensions).filter { $0 != axis }
        return (0..<table.rowCount).filter { candidate in
            others.allSatisfy { table.value(row: candidate, column: $0) == table.value(row: row, column: $0) }
        }
    }

    /// Those of them whose median an anomaly is measured from: whole buckets, and among days those of the same weekday.
    func usual(_ row: Int, _ table: ResultTable) -> [Int] {
        guard let axis = account.axis else { return [] }
        return alongAxis(row, table).filter { candidate in
            guard table.mark(row: candidate, column: axis) != .partial,
                case .period(let period) = table.value(row: candidate, column: axis)
            else { return false }
            guard account.isByWeekday, case .period(let own) = table.value(row: row, column: axis) else { return true }
            return (period.ordinal - own.ordinal) % 7 == 0
        }
    }

    /// A figure made of several values, in the way of their type.
    func spelt(_ number: Double, _ type: DataType) -> String {
        if type == .rate || type == .share || type == .percent { return NumberText.percent(number) }
        if type.isDuration { return DurationText.display(Int64(number), wholeDays: false) }
        if number.rounded() == number, number.magnitude < 1e15 { return grouped(Int(number)) }
        return NumberText.column(number, decimals: max(2, NumberText.decimals(for: [number])))
    }
}
