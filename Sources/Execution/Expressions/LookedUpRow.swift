import Columnar
import Semantics

/// The one row of another table that is all that a condition depends on, such as the zone in which a point lies.
///
/// The condition is then decided once for each row of that table, not for each row of the data: 600,000 rows by a condition
/// on some zones took 175 ms row by row.
struct LookedUpRow {
    /// The number of the row; missing where there is none.
    let number: BoundExpression
    private let table: LookupTable
    private let condition: BoundExpression

    /// Nil when the condition reads anything else, or nothing.
    init?(_ condition: BoundExpression) {
        guard !condition.isBoundToRows, let found = LookedUpRow.only(in: condition) else { return nil }
        (number, table, self.condition) = (found.number, found.table, condition)
    }

    private typealias Found = (number: BoundExpression, table: LookupTable)

    private static func only(in condition: BoundExpression) -> Found? {
        var found: Found?
        /// Whether nothing else is read.
        func visit(_ expression: BoundExpression) -> Bool {
            switch expression.kind {
            case .column: return false
            case .lookup(let table, _?, let keys) where keys.count == 1 && table.isByRow:
                let isSame = found.map { $0.table === table && $0.number.description == keys[0].description }
                found = found ?? (keys[0], table)
                return isSame ?? true
            default: return expression.children.allSatisfy(visit)
            }
        }
        return visit(condition) ? found : nil
    }

    /// What the condition is for each row of the table, and behind them for no row.
    func values(_ logic: Logic, _ compiler: ExpressionCompiler) -> Column {
        let columns = table.dataSet.table.columns
        var extended: [Int: Column] = [:]
        let own = condition.rewritten { expression in
            guard case .lookup(_, let column?, _) = expression.kind else { return expression }
            extended[column] = extended[column] ?? GatherExpression.extended(columns[column])
            return BoundExpression(.column(.input(column, name: "")), expression.type)
        }
        let rows = ExpressionCompiler(
            rowCount: table.dataSet.table.rowCount + 1, capacity: compiler.capacity, isCancelled: compiler.isCancelled
        ) { reference in
            guard case .input(let column, _) = reference, let values = extended[column] else {
                preconditionFailure("a condition on a looked-up row reads that row only")
            }
            return values
        }
        return rows.collect(own, logic)
    }
}
