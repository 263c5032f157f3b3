internal import Functions

extension ManualEntry {
    /// Every function of single values: the registry's, and the forms that the binder knows itself.
    package static let functions: [ManualEntry] = choices + ScalarFunction.all.map(entry) + places

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

    private static let places: [ManualEntry] = [
        ManualEntry(
            .function, "latitude", syntax: "latitude(POINT)",
            summary: """
                A point's latitude in degrees of WGS84, from the coordinate system that the profile names. Missing, and \
                counted in a note, where the point lies outside the area for which that system is made. A column of texts that \
                are points in degrees, such as `(29.42, -98.49)`, needs no profile.
                """,
            example: "where late list case, latitude(location), longitude(location) limit 5"),
        ManualEntry(
            .function, "longitude", syntax: "longitude(POINT)", summary: "A point's longitude in degrees of WGS84.",
            example: "group by district show avg latitude(location), avg longitude(location)"),
        ManualEntry(
            .function, "distance", syntax: "distance(P, Q)   or   distance(P, LATITUDE, LONGITUDE)",
            summary: """
                The metres between two points along the earth's surface. Lengths such as `500m`, `2km`, `300ft` and `1mi` \
                are metres too.
                """,
            example: "where distance(location, 29.4246, -98.4951) < 1km group by type show count"),
        ManualEntry(
            .function, "grid", syntax: "grid(POINT, LENGTH)",
            summary: """
                The square of a grid in which a point lies, named by latitude and longitude of its middle. A border belongs to \
                the square north or east of it.
                """,
            example: "group by grid(location, 500m) show count top 10"),
    ]
}
