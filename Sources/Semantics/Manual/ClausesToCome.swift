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
}
