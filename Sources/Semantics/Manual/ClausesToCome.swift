extension ManualEntry {
    /// Clauses whose grammar is settled and whose meaning comes in a later version.
    static let draw = ManualEntry(
        .clause, "draw", syntax: "draw bars | line | spark | heatmap | histogram | map | table",
        summary: "The picture in which the result is shown.",
        example: "over month show count draw line", isAvailable: false)
}
