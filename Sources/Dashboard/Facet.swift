/// Something that rows can be told apart by: a column, a definition, or a part of a time.
package struct Facet: Hashable, Sendable {
    /// What its chart looks like.
    package enum Form: String, Sendable {
        /// Names, longest bar first.
        case category
        /// True, false and unknown.
        case flag
        /// Calendar parts in their own order.
        case calendar
    }

    /// The heading of its chart.
    package let title: String
    /// How a query writes it.
    package let expression: String
    package let form: Form
    /// How many values it has, as far as that is known.
    package let values: Int
    /// Whether the values have an order of their own, as districts have.
    package var isOrdered = false
}
