internal import Functions

extension ManualEntry {
    /// Every measure: the aggregates of the registry, then what is made of measures.
    package static let measures: [ManualEntry] = AggregateFunction.all.map(entry) + composed + compared

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
            .measure, "arrivals", aliases: ["closures", "backlog", "stock", "net"], syntax: "arrivals, closures, SPAN",
            summary: """
                What a span counts: `arrivals` by its start, `closures` by its end, and under the span's own name, such \
                as `backlog`, what has started and not ended: at the end of each bucket of the time axis, else at the \
                data's end. Rows that end before they start are left out and counted.
                """,
            example: "over quarter show backlog, arrivals, closures, net = arrivals - closures"),
        ManualEntry(
            .measure, "adjusted for", aliases: ["adjusted"], syntax: "m adjusted for DIMENSION",
            summary: """
                A rate as it would be if every group had the mix of all selected rows: direct standardisation, which \
                takes out what only comes from some groups having more of the hard cases.
                """,
            example: "group by district show late%, late% adjusted for type"),
        ManualEntry(
            .measure, "per", aliases: ["per capita"], syntax: "m per 1000 x",
            summary: """
                A measure for so many of a number that `lookup` brings, such as inhabitants, which is added up once for \
                each different key.
                """,
            example: """
                lookup "examples/data/districts.csv" on district
                  where district != 0 group by district show count per 1000 population
                """),
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
}
