extension ManualEntry {
    /// What conditions are made of.
    package static let conditions: [ManualEntry] = [
        ManualEntry(
            .condition, "=", aliases: ["!=", "<", "<=", ">", ">=", "comparison"],
            syntax: "a = b   (also != < <= > >=)",
            summary: """
                Compares text exactly, numbers, durations and dates by value. A comparison with a missing value is \
                false (`!=`: true). Against a period, `<` is before its start, `<=` up to its end, `=` inside it, `>` \
                after its end. A number against a category means its spelling: `district = 3`.
                """,
            example: "where opened >= 2023 and time_to_close > 30d show count"),
        ManualEntry(
            .condition, "~", syntax: "a ~ \"text\"",
            summary: "Compares text without regard to case and accents.",
            example: "where reason ~ \"customer service\" show count"),
        ManualEntry(
            .condition, "in", aliases: ["not in"], syntax: "a in (v, …)   or   a in PERIOD   (also not in)",
            summary: "Whether a value is one of a list, or a time lies in a period.",
            example: "where opened in 2023-Q2 and district in (1, 5) show count"),
        ManualEntry(
            .condition, "between", syntax: "a between x and y", summary: "Both ends are included.",
            example: "where overdue between 1d and 7d show count"),
        ManualEntry(
            .condition, "is missing", aliases: ["is known", "is null", "is"], syntax: "a is missing   or   a is known",
            summary: "The only test for missing values; it is never unknown itself.",
            example: "where due is missing group by type show count"),
        ManualEntry(
            .condition, "contains", aliases: ["starts with", "ends with"],
            syntax: "a contains \"text\"   (also starts with, ends with)",
            summary: "Whether a text occurs in another, exactly as it is written.",
            example: "where type contains \"Parking\" and address starts with \"1\" show count"),
        ManualEntry(
            .condition, "matches", syntax: "a matches \"regular expression\"",
            summary: "Whether a regular expression fits some part of a text.",
            example: "where type matches \"^Dockless\" show count"),
        ManualEntry(
            .condition, "and", aliases: ["or", "not"], syntax: "c and d,   c or d,   not c",
            summary: """
                `not` binds most tightly, then `and`, then `or`. Between two values that are no conditions, `a or b` is \
                a, or b where a is missing.
                """,
            example: "where open and (late or due < 2022) and not source = \"Constituent Call\" show count"),
    ]
}
