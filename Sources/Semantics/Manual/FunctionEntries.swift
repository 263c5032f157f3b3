internal import Functions

extension ManualEntry {
    /// Every function of single values: the registry's, and the forms that the binder knows itself.
    package static let functions: [ManualEntry] = choices + ScalarFunction.all.map(entry) + toCome

    private static func entry(_ function: ScalarFunction) -> ManualEntry {
        ManualEntry(
            .function, function.name, syntax: function.signature, summary: function.summary, example: function.example)
    }

    private static let choices: [ManualEntry] = [
        ManualEntry(
            .function, "if", syntax: "if(c, a, b)",
            summary: "a where the condition is true, else b; without b missing.",
            example: "group by outcome = if(late, \"late\", \"in time\") show count"),
        ManualEntry(
            .function, "case", syntax: "case(c1, v1, c2, v2, …, else)",
            summary: "The value behind the first condition that is true; without a last value missing.",
            example:
                "group by speed = case(time_to_close <= 1d, \"a day\", time_to_close <= 7d, \"a week\", \"longer\")"),
        ManualEntry(
            .function, "coalesce", syntax: "coalesce(a, b, …)",
            summary: "The first of the values that is known. `a or b` is the same for two values.",
            example: "show max coalesce(closed, due)"),
        ManualEntry(
            .function, "repeat", syntax: "repeat(x, …, DURATION)",
            summary: """
                Whether an earlier row, no longer before than the duration, has the same values: cases that come back.
                """,
            example: "group by department show repeat(address, type, 30d)%"),
        ManualEntry(
            .function, "business_days", syntax: "business_days(FROM, TO)",
            summary: """
                The business days between two times, with decimals: Saturdays, Sundays and the days of `set holidays` \
                do not count, every other day counts 24 hours. Differences of times are compared with `5bd` in the same way.
                """,
            example: "group by department show median business_days(opened, closed)"),
    ]

    private static let toCome: [ManualEntry] = [
        later("grid", "grid(location, 500)", "The square of a grid in which a point lies."),
        later("distance", "distance(location, location)", "The distance between two points."),
        later("latitude", "latitude(location)", "A point's latitude in degrees."),
        later("longitude", "longitude(location)", "A point's longitude in degrees."),
    ]

    private static func later(_ name: String, _ syntax: String, _ summary: String) -> ManualEntry {
        ManualEntry(
            .function, name, syntax: syntax, summary: summary, example: "list x = \(syntax)", isAvailable: false)
    }
}
