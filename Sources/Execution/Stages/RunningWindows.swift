import Columnar
import Semantics

/// Computes `running m`: along the time axis within each group, else along the display order, for each column of a
/// cross-tab by itself.
enum RunningWindows {
    /// - Parameter order: the rows of the grid in display order, before anything is cut.
    static func apply(to grid: StageGrid, order: [Int]) { apply(to: grid, order: order, .running) }

    /// Totals along the axis, which no display order changes: other windows and `sort by` may use them.
    static func applyStocks(to grid: StageGrid) { apply(to: grid, order: [], .runningAxis) }

    private static func apply(to grid: StageGrid, order: [Int], _ kind: WindowCall.Kind) {
        let stage = grid.cells.stage
        for (index, window) in stage.windows.enumerated() where window.kind == kind {
            let operand = grid.cells.evaluate(window.operand)
            var totals: [Int: Running] = [:]
            var values = [Value](repeating: .missing, count: grid.cells.count)
            let partitions = partitions(grid)
            // On a time axis the buckets follow each other in the grid's own order.
            let rows = stage.axis == nil ? order : Array(0..<grid.rows.count)
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
