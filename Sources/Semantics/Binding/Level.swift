/// Whether an expression is about rows or about groups.
enum Level {
    case row(RowScope)
    case measure(MeasureScope)

    var rows: RowScope {
        switch self {
        case .row(let scope): scope
        case .measure(let scope): scope.rows
        }
    }
}
