/// What two places must share to be about the same thing: a rename changes all places of one symbol.
package enum NameSymbol: Hashable, Sendable {
    /// A `define`, `measure`, `param`, `span` or `view`, by name key. Scripts that `use` each other share these.
    case definition(String)
    /// A column of the data, by name key; declared in a `dataset` statement.
    case column(String)
    /// A label of a query, by the query's place and name key.
    case label(query: Int, String)
    /// An argument of a definition, by the statement's place and name key.
    case parameter(statement: Int, String)
    case dataSet(String)

    /// Whether other scripts may speak of it too.
    package var isShared: Bool {
        switch self {
        case .definition, .column, .dataSet: true
        case .label, .parameter: false
        }
    }
}
