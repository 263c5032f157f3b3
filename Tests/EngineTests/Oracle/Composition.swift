/// All the pairs of features, and the triples of those that the language is made of.
enum Composition {
    /// Those that issue and manual name as the ones that must compose.
    static let core = [
        Feature("over", "over month"), Feature("across", "across late"),
        Feature("others", "top 2 by count", "with others"), Feature("compare", "compare to previous month"),
        Feature("totals", "with totals"), Feature("rate", items: ["late%"]),
        Feature("share", items: ["share of count"]),
        Feature("rolling", items: ["rolling 2mo count"]), Feature("having", "having count > 1"),
        Feature("lookup", "lookup \"areas.csv\" on district", items: ["count per 1000 population", "avg income"]),
    ]

    static let features =
        core + [
            Feature("weeks of closing", "over week of closed"),
            Feature("period", "where opened in 2020-02", "compare to 2020-01"),
            Feature("overlap", "where opened in 2020-Q1", "compare to previous month"),
            Feature("rest", "compare district = 3 to rest"),
            Feature("within", items: ["share of sum amount within g"]),
            Feature("rolling rate", items: ["rolling 2mo late%"], needsAxis: true),
            Feature("running", items: ["running count"]),
            Feature("rank", items: ["rank of sum amount"]), Feature("index", items: ["index of count"]),
            Feature("change", items: ["change in late%", "growth in count"], needsAxis: true),
            Feature("anomaly", items: ["anomaly of count"], needsAxis: true),
            Feature("dedupe", "dedupe district, type", items: ["removed%"]),
            Feature("dedupe within", "dedupe type within 10d"), Feature("as of", "as of 2020-02-10"),
            Feature("span", items: ["backlog", "arrivals", "closures"]),
            Feature("stock", "over month", items: ["backlog"]), Feature("wait", items: ["wait median", "wait p75"]),
            Feature("interval", "with ci 90%", items: ["median amount", "open%"]), Feature("counts", "with n"),
            Feature("adjusted", items: ["open% adjusted for district"]),
            Feature("repeat", items: ["(repeat(type, 20d))%"]), Feature("if", items: ["m = (avg amount if open)"]),
            Feature("sort", "sort by count desc"), Feature("limit", "limit 3"), Feature("where", "where amount > 0"),
            Feature("having rate", "having late% > 20%"), Feature("bottom", "bottom 1 by late%", "with others"),
        ]

    static let groups = ["group by g = type", "group by g = bucket(score, 0, 1), open", ""]

    static func query(_ features: [Feature], _ group: String) -> String {
        var items = ["count"]
        var clauses: [String] = group.isEmpty ? [] : [group]
        for feature in features {
            items += feature.items.filter { !group.isEmpty || !$0.contains("within g") }
            clauses += feature.clauses
        }
        if features.contains(where: \.needsAxis), !clauses.contains(where: { $0.hasPrefix("over") }) {
            clauses.append("over month")
        }
        return (clauses + ["show " + items.joined(separator: ", ")]).joined(separator: " ")
    }

    /// Why the language refuses a combination, by the id of its diagnostic; nil when it composes.
    static func refusal(_ features: [Feature]) -> String? {
        let names = Set(features.map(\.description))
        // Two months are no whole number of weeks.
        if names.contains("weeks of closing"), !names.isDisjoint(with: ["rolling", "rolling rate"]) {
            return "axis-length"
        }
        return nil
    }

    static let pairs: [[Feature]] = features.indices.flatMap { first in
        features[(first + 1)...].filter(features[first].fits).map { [features[first], $0] }
    }

    static let triples: [[Feature]] = core.indices.flatMap { first in
        core.indices.filter { $0 > first }.flatMap { second in
            core.indices.filter { $0 > second }.map { [core[first], core[second], core[$0]] }
        }
    }
}
