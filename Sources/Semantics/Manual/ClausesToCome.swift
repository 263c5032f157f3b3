extension ManualEntry {
    /// Clauses whose grammar is settled and whose meaning comes in a later version.
    static let fill = ManualEntry(
        .clause, "fill", syntax: "fill EXPRESSION",
        summary: "The value that stands where a group or a bucket of the time axis has none.",
        example: "over month show avg overdue fill 0d", isAvailable: false)

    static let draw = ManualEntry(
        .clause, "draw", syntax: "draw bars | line | spark | heatmap | histogram | map | table",
        summary: "The picture in which the result is shown.",
        example: "over month show count draw line", isAvailable: false)
}
