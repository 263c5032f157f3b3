extension ManualEntry {
    /// Clauses whose grammar is settled and whose meaning comes in a later version.
    static let fill = ManualEntry(
        .clause, "fill", syntax: "fill EXPRESSION",
        summary: "The value that stands where a group or a bucket of the time axis has none.",
        example: "over month show avg overdue fill 0d", isAvailable: false)

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
