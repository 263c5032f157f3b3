package import Columnar

/// What `set NAME = VALUE` may set. A new setting is a line in `all`.
package struct Setting: Sendable {
    package let name: String
    /// The type of its values.
    package let type: DataType
    package let summary: String
    package let example: String

    package static let all = [
        Setting(
            name: "overwrite", type: .boolean, summary: "Whether `into` and `save` may replace files.",
            example: "set overwrite = true"),
        Setting(
            name: "holidays", type: .text,
            summary: """
                A file whose first column of dates lists the days, besides Saturdays and Sundays, that are no business days.
                """,
            example: "set holidays = \"holidays.csv\""),
    ]

    package static func named(_ name: String) -> Setting? { all.first { nameKey($0.name) == nameKey(name) } }
}
