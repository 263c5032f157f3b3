import Columnar
import Semantics

/// Filters, orders, cuts and lists rows.
struct RowsRunner {
    let conditions: [BoundExpression]
    let stage: ListStage
    let table: Table
    let options: ExecutionOptions

    /// The listed columns, and how many rows passed the conditions.
    func run() throws(ExecutionError) -> (table: Table, matched: Int) {
        let columns = table.columns
        let compiler = ExpressionCompiler(table, options)
        let (rows, matched) = try chosen(compiler)
        let listed = stage.items.map { item -> Column in
            if case .column(.input(let index, _)) = item.expression.kind {
                return columns[index].gathered(rows.elements.map { Int($0) })
            }
            return ColumnCollector.collect(
                compiler.compile(item.expression), type: item.expression.type, rowCount: table.rowCount, options,
                rows: rows)
        }
        return (Table(names: stage.items.map(\.name), columns: listed, rowCount: rows.count), matched)
    }

    /// The rows to list, in order, and how many passed the conditions.
    private func chosen(_ compiler: ExpressionCompiler) throws(ExecutionError) -> (rows: Buffer<UInt32>, matched: Int) {
        if let top = TopRows(conditions, stage, rowCount: table.rowCount, options, compiler) { return try top.run() }
        let passing = try select(compiler)
        let rows = stage.sort.isEmpty ? passing : sorted(passing, compiler)
        guard let limit = stage.limit, limit < rows.count else { return (rows, passing.count) }
        return (Buffer(rows.elements.prefix(limit)), passing.count)
    }

    /// The numbers of the rows that pass, in order.
    private func select(_ compiler: ExpressionCompiler) throws(ExecutionError) -> Buffer<UInt32> {
        final class Worker {
            let selection: Selection
            var found: [(morsel: Int, rows: [UInt32])] = []
            init(_ selection: Selection) { self.selection = selection }
        }
        let size = options.batchSize
        // Without a condition and an order, rows behind the limit need not be looked at.
        let needed =
            conditions.isEmpty && stage.sort.isEmpty ? min(stage.limit ?? .max, table.rowCount) : table.rowCount
        if conditions.isEmpty { return Buffer((0..<needed).map { UInt32($0) }) }
        let workers = try Morsels.run(rowCount: needed, options: options) {
            Worker(Selection(conditions.map(compiler.compileCondition), capacity: size))
        } body: { worker, index, start, end in
            var rows: [UInt32] = []
            var start = start
            while start < end {
                let next = min(start + size, end)
                let batch = worker.selection.apply(Batch(start: start, count: next - start, rows: nil))
                for row in 0..<batch.count { rows.append(UInt32(batch.row(row))) }
                start = next
            }
            worker.found.append((index, rows))
        }
        let runs = workers.flatMap(\.found).sorted { $0.morsel < $1.morsel }
        return Buffer(runs.flatMap(\.rows))
    }

    /// Rows by the sort keys, ties in the order of the file; with a limit only so many are kept.
    private func sorted(_ rows: Buffer<UInt32>, _ compiler: ExpressionCompiler) -> Buffer<UInt32> {
        let keys = stage.sort.map { key in
            (
                ColumnCollector.collect(
                    compiler.compile(key.expression), type: key.expression.type, rowCount: table.rowCount, options,
                    rows: rows),
                key.isDescending
            )
        }
        let sortKeys = keys.map { (column: $0.0, isDescending: $0.1) }
        if let limit = stage.limit, limit <= TopSelection.maximum {
            let precedes = SortKeys(sortKeys).precedes
            return Buffer(TopSelection.first(limit, of: rows.count, precedes).map { rows.base[$0] })
        }
        let order = RowOrder.sorted(rows.count, by: sortKeys).prefix(stage.limit ?? .max)
        return Buffer(order.map { rows.base[Int($0)] })
    }
}
