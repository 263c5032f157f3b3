package import Columnar

/// What `set NAME = VALUE` may set. A new setting is a line in `all`.
package struct Setting: Sendable {
    package let name: String
    /// The type of its values.
    package let type: DataType
    package let summary: String
    package let example: String

    /// Everything but the switches of single analyzers.
    package static let general = [
        Setting(
            name: "overwrite", type: .boolean, summary: "Whether `into` and `save` may replace files.",
            example: "set overwrite = true"),
        Setting(
            name: "provenance", type: .boolean,
            summary: """
                Whether a file of results gets another one beside it, `NAME.provenance.json`, with the queries, the data \
                files with size, time and digest, and what was left out.
                """,
            example: "set provenance = true"),
        Setting(
            name: "holidays", type: .text,
            summary: """
                A file whose first column of dates lists the days, besides Saturdays and Sundays, that are no business days.
                """,
            example: "set holidays = \"holidays.csv\""),
        Setting(
            name: "warnings", type: .boolean,
            summary: "Whether doubtful queries are warned of; `tally help warnings` has the switch of each warning.",
            example: "set warnings = false"),
    ]

    package static let all =
        general
        + Analyzers.all.map { analyzer in
            Setting(
                name: analyzer.option, type: .boolean, summary: "Whether `\(analyzer.id)` is warned of.",
                example: "set \(analyzer.option) = false")
        }

    package static func named(_ name: String) -> Setting? { all.first { nameKey($0.name) == nameKey(name) } }
}
