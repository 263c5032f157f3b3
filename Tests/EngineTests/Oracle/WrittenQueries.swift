import TestSupport

/// Queries that are written down, so that every clause, measure and function is surely met: `Queries/*.tally`, one a line.
enum WrittenQueries {
    static let all = ["rows", "groups", "windows", "statistics"].flatMap(read)

    private static func read(_ name: String) -> [String] {
        let text = (try? Repository.read("Tests/EngineTests/Queries/\(name).tally")) ?? ""
        return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("--") }
    }
}

/// Every combination of the clauses and measures that change each other's meaning.
enum CombinedQueries {
    private static let parts = [
        "over month", "across late", "top 2 with others", "with totals", "show late%", "show share of count",
        "show running count", "having count > 1", "sort by count desc",
    ]

    /// All subsets of the parts behind `group by … show count`.
    static let all = (0..<1 << parts.count).map { choice in
        (["group by type show count"] + parts.indices.filter { choice >> $0 & 1 == 1 }.map { parts[$0] })
            .joined(separator: " ")
    }
}
