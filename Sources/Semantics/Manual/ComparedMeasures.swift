extension ManualEntry {
    /// Measures of a row seen among the others, or of a bucket of the time axis seen with earlier ones.
    static let compared: [ManualEntry] = [
        ManualEntry(
            .measure, "rank of", syntax: "rank of m",
            summary: """
                The place of a row by a measure, 1 for the largest; equal values share the better place. Along a time \
                axis the buckets of each group are ranked.
                """,
            example: "group by district show count, rank of late%"),
        ManualEntry(
            .measure, "index of", syntax: "index of m",
            summary: "100 times the value over the mean of its column: 130 is three tenths above the usual.",
            example: "group by month_name(opened) show count, index of count"),
        ManualEntry(
            .measure, "anomaly of", syntax: "anomaly of m",
            summary: """
                How far a bucket of the time axis lies from the usual: the distance from the median over 1.4826 times \
                the median absolute deviation, for days among the same weekdays. Above 3 is rare. Partial buckets take \
                no part.
                """,
            example: "over day show count, anomaly of count having abs(anomaly) > 3"),
        ManualEntry(
            .measure, "rolling", syntax: "rolling 4w m",
            summary: """
                The mean per bucket of the time axis over the last so many; rates are pooled. Without `over`: the \
                measure per unit, over the last so many units up to the data's end.
                """,
            example: "over month show count, rolling 3mo count"),
        ManualEntry(
            .measure, "change", syntax: "change [4w] in m",
            summary: """
                The difference to the bucket before, or to the one so much earlier; of rates in percentage points. \
                Missing when either bucket is covered only in part.
                """,
            example: "over year show late%, change in late%"),
        ManualEntry(
            .measure, "growth", syntax: "growth [4w] in m",
            summary: "The same difference as a part of the earlier value.",
            example: "over year show count, growth in count having growth > 50%"),
    ]
}
