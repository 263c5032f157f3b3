internal import Functions

extension ManualEntry {
    /// Every measure: the aggregates of the registry, then what is made of measures.
    package static let measures: [ManualEntry] = AggregateFunction.all.map(entry) + composed + toCome

    private static func entry(_ function: AggregateFunction) -> ManualEntry {
        let aliases: [String] =
            switch function.name {
            case "quantile": ["percentile", "p10", "p25", "p50", "p75", "p90", "p95", "p99"]
            case "rate": ["%", "c%", "percent"]
            case "avg": ["mean", "average"]
            default: []
            }
        return ManualEntry(
            .measure, function.name, aliases: aliases, syntax: function.signature, summary: function.summary,
            example: function.example)
    }

    private static let composed: [ManualEntry] = [
        ManualEntry(
            .measure, "if", syntax: "m if CONDITION",
            summary: """
                A measure of only those rows for which a condition holds. The condition extends as far as it can; \
                parentheses end it.
                """,
            example: "group by district show open = (count if open), median time_to_close if late"),
        ManualEntry(
            .measure, "share of", aliases: ["share", "within"], syntax: "share of m [within DIMENSION]",
            summary: """
                The part of a total that falls on each group: of all rows that `where` left, whatever `having` and `top` \
                cut away, or of the groups that agree in the dimension behind `within`. For measures that add up.
                """,
            example: "group by category, source show count, share of count within category"),
        ManualEntry(
            .measure, "running", syntax: "running m",
            summary: """
                The running total: along the time axis for each group, else in the order of `sort by` or `top`, before \
                anything is cut away.
                """,
            example: "group by type show count, running share of count top 10 by count"),
    ]

    private static let toCome: [ManualEntry] = [
        later("rank of", "rank of m", "The place of a group when all are ordered by a measure, from 1."),
        later("index of", "index of m", "A measure as a percentage of its mean over the groups."),
        later("anomaly of", "anomaly of m", "How far a value lies from the usual: a robust z score."),
        later("rolling", "rolling 4w m", "The mean per bucket of the last weeks; rates are pooled."),
        later("change", "change [4w] in m", "The difference to the bucket before, or to the one so much earlier."),
        later("growth", "growth [4w] in m", "The change as a part of the earlier value."),
        later("gini", "gini m", "How unevenly a measure is spread over the groups: 0 evenly, 1 all in one."),
        later("wait", "wait median, wait p90", "The waiting time, with open cases counted as not yet over."),
        later("per", "m per 1000 x", "A measure for so many of something, such as inhabitants."),
        later("adjusted for", "m adjusted for DIMENSION", "A rate as if every group had the same mix."),
    ]

    private static func later(_ name: String, _ syntax: String, _ summary: String) -> ManualEntry {
        let item =
            switch name {
            case "gini": "gini count"
            case "wait": "wait median"
            case "rolling": "rolling 4w count"
            case "per": "count per 1000 district"
            case "adjusted for": "late% adjusted for type"
            case "change", "growth": "\(name) in count"
            default: "\(name) count"
            }
        let grouping =
            ["rolling", "change", "growth", "anomaly of"].contains(name) ? "over month" : "group by district"
        return ManualEntry(
            .measure, name, syntax: syntax, summary: summary, example: "\(grouping) show \(item)", isAvailable: false)
    }
}
