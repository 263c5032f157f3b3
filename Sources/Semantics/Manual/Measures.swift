internal import Functions

extension ManualEntry {
    /// Every measure: the aggregates of the registry, then what is made of measures.
    package static let measures: [ManualEntry] = AggregateFunction.all.map(entry) + composed + compared + toCome

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
            case "per": "count per 1000 district"
            default: "late% adjusted for type"
            }
        return ManualEntry(
            .measure, name, syntax: syntax, summary: summary, example: "group by district show \(item)",
            isAvailable: false)
    }
}
