import Columnar
import Semantics

/// Filters rows and adds the Boolean column `removed`, which says what `dedupe` takes out.
struct DedupeRunner {
    let conditions: [BoundExpression]
    let rule: Deduplication
    let table: Table
    let options: ExecutionOptions

    func run() throws(ExecutionError) -> (table: Table, removed: Int) {
        var stage = ListStage()
        stage.items = zip(table.names, table.columns).enumerated().map { index, column in
            Item(
                name: column.0, expression: BoundExpression(.column(.input(index, name: column.0)), column.1.type))
        }
        let filtered =
            conditions.isEmpty
            ? table : try RowsRunner(conditions: conditions, stage: stage, table: table, options: options).run().table
        let compiler = ExpressionCompiler(filtered, options)
        func collect(_ expression: BoundExpression) -> Column {
            ColumnCollector.collect(
                compiler.compile(expression), type: expression.type, rowCount: filtered.rowCount, options)
        }
        let removed = Repeats.removed(
            keys: rule.keys.map(collect), time: rule.time.map(collect), within: rule.within, rowCount: filtered.rowCount
        )
        var count = 0
        for row in 0..<filtered.rowCount where removed[row] == .boolean(true) { count += 1 }
        return (
            Table(
                names: filtered.names + ["removed"], columns: filtered.columns + [removed], rowCount: filtered.rowCount),
            count
        )
    }
}
