extension ManualEntry {
    /// Clauses whose grammar is settled and whose meaning comes in a later version.
    static let asOf = ManualEntry(
        .clause, "as of", syntax: "as of DATE",
        summary: """
            Looks at the data as it was at the end of a day: rows opened later are dropped, and what was closed later \
            is open again. Flags of the export stay as they are.
            """,
        example: "as of 2023-06-30 where open group by department", isAvailable: false)

    static let dedupe = ManualEntry(
        .clause, "dedupe", syntax: "dedupe ITEM, … [within DURATION]",
        summary: """
            Keeps one row of those with equal values; with `within`, a row counts as repeated when it follows the last \
            kept one by no more than the duration.
            """,
        example: "dedupe address, type within 24h over month show count", isAvailable: false)

    static let lookup = ManualEntry(
        .clause, "lookup", aliases: ["containing"],
        syntax: "lookup NAME on COLUMN, …   or   lookup NAME containing POINT",
        summary: """
            Adds the columns of another table by a key, which must be unique there, or by the polygon around a point.
            """,
        example: "lookup \"districts.csv\" on district group by district show count", isAvailable: false)

    static let fill = ManualEntry(
        .clause, "fill", syntax: "fill EXPRESSION",
        summary: "The value that stands where a group or a bucket of the time axis has none.",
        example: "over month show avg overdue fill 0d", isAvailable: false)

    static let compare = ManualEntry(
        .clause, "compare", syntax: "compare [CONDITION] to PERIOD | CONDITION | rest | previous GRAIN",
        summary: """
            Each measure beside its value for another period or another part of the rows, and the change between them: \
            absolute, in percentage points for rates.
            """,
        example: "group by type show count compare to previous year", isAvailable: false)

    static let test = ManualEntry(
        .clause, "test", syntax: "test MEASURE by DIMENSION, …",
        summary: "A significance test of whether a rate or a value differs between groups.",
        example: "test late% by district", isAvailable: false)

    static let why = ManualEntry(
        .clause, "why", syntax: "why MEASURE between PERIOD and PERIOD by DIMENSION, …   or   why … for CONDITION vs …",
        summary: "Divides the difference of a measure among the groups of each dimension.",
        example: "why late% between 2022 and 2023 by type, source", isAvailable: false)

    static let draw = ManualEntry(
        .clause, "draw", syntax: "draw bars | line | spark | heatmap | histogram | map | table",
        summary: "The picture in which the result is shown.",
        example: "over month show count draw line", isAvailable: false)
}
