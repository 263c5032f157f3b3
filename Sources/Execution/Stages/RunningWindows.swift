import Columnar
import Semantics

/// Computes `running m`: along the time axis within each group, else along the display order, for each column of a
/// cross-tab by itself.
enum RunningWindows {
    /// Totals along the display order.
    ///
    /// - Parameter order: the rows of the grid in display order, before anything is cut.
    static func apply(to grid: StageGrid, order: [Int]) {
        guard grid.cells.stage.axis == nil else { return }
        for (index, window) in grid.cells.stage.windows.enumerated() where window.kind == .running {
            apply(to: grid, index, order)
        }
    }

    /// A total along the axis, which no display order changes: other windows and `sort by` may use it.
    static func applyAlongAxis(to grid: StageGrid, _ index: Int) {
        let kind = grid.cells.stage.windows[index].kind
        guard kind == .runningAxis || (kind == .running && grid.cells.stage.axis != nil) else { return }
        apply(to: grid, index, Array(0..<grid.rows.count))
    }

    private static func apply(to grid: StageGrid, _ index: Int, _ rows: [Int]) {
        let window = grid.cells.stage.windows[index]
        let operand = grid.cells.evaluate(window.operand)
        var totals: [Int: Running] = [:]
        var values = [Value](repeating: .missing, count: grid.cells.count)
        let partitions = partitions(grid)
        for row in rows {
            for column in 0..<grid.columnCount {
                let cell = row * grid.columnCount + column
                let key = partitions[row] * grid.columnCount + column
                var running = totals[key] ?? Running()
                running.add(operand[cell])
                totals[key] = running
                values[cell] = running.value(window.type)
            }
        }
        grid.cells.windowColumns[index] = Column(type: window.type, values: values)
    }

    /// The stocks of groups that others are rolled up into: those of one bucket add up, of several there is none.
    ///
    /// - Parameter mapping: from the groups of the one table to those of the other.
    static func addStocks(of table: GroupTable, to target: GroupTable, _ mapping: [UInt32]) {
        guard let axis = table.stage.axis?.dimension else { return }
        for (index, window) in table.stage.windows.enumerated() where window.kind == .runningAxis {
            guard let stocks = table.windowColumns[index] else { continue }
            var sums = [Int64?](repeating: 0, count: target.count)
            var buckets = [Int64?](repeating: nil, count: target.count)
            for (group, place) in mapping.enumerated() {
                let bucket = Combinations.key(table.dimensions[axis], group)
                let place = Int(place)
                let isSame = buckets[place].map { $0 == bucket } ?? true
                buckets[place] = bucket
                if let sum = sums[place], isSame, let stock = stocks[group].integer {
                    sums[place] = sum + stock
                } else {
                    sums[place] = nil
                }
            }
            target.windowColumns[index] = Column(
                type: window.type, values: sums.map { $0.map { Value(integer: $0, type: window.type) } ?? .missing })
        }
    }

    /// Rows that one running total goes through: those of one group, or all.
    private static func partitions(_ grid: StageGrid) -> [Int] {
        guard let axis = grid.rows.stage.axis else { return Array(repeating: 0, count: grid.rows.count) }
        let columns = (0..<grid.rows.stage.rowDimensionCount).filter { $0 != axis.dimension }.map {
            grid.rows.dimensions[$0]
        }
        return Combinations(columns, rowCount: grid.rows.count).numbers.map { Int($0) }
    }

    /// A running total, exact for whole numbers.
    private struct Running {
        private var integer: Int64 = 0
        private var number = 0.0
        private var denominator = 0.0

        mutating func add(_ value: Value) {
            switch value {
            case .share(let top, let bottom):
                number += top
                denominator = max(denominator, bottom)
            default:
                integer = integer.addingReportingOverflow(value.integer ?? 0).partialValue
                number += value.number ?? 0
            }
        }

        func value(_ type: DataType) -> Value {
            switch type.physical {
            case .integers: Value(integer: integer, type: type)
            case .pairs: .share(number, denominator)
            default: Value(number: number, type: type)
            }
        }
    }
}
