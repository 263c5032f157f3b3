/// One thing that may stand at the cursor.
package struct Completion: Sendable, Hashable {
    /// What an editor shows as the item's icon.
    package enum Kind: String, Sendable {
        case clause, keyword, statement, column, definition, measure, function, value, period, option, source, operation
    }

    package let kind: Kind
    /// The item as a list shows it.
    package let label: String
    /// What replaces the completion list's range.
    package let insertion: String
    /// A few words beside the label: a type, a number of rows, how it is written.
    package var detail: String?
    /// Sentences on what it means.
    package var documentation: String?
    /// A second text by which it is found, such as the header of a column.
    package var alias: String?
    /// The number of rows that have the value, for values.
    package var count: Int?

    init(
        _ kind: Kind, _ label: String, insertion: String? = nil, detail: String? = nil, documentation: String? = nil,
        alias: String? = nil, count: Int? = nil
    ) {
        self.kind = kind
        self.label = label
        self.insertion = insertion ?? label
        self.detail = detail
        self.documentation = documentation
        self.alias = alias
        self.count = count
    }
}
