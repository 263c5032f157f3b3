/// A feature of the language as pieces of a query, to be put together with others.
struct Feature: Sendable, CustomStringConvertible {
    let description: String
    let clauses: [String]
    let items: [String]
    /// Whether it looks along a time axis, and gets one where no other feature brings it.
    let needsAxis: Bool

    init(_ name: String, _ clauses: String..., items: [String] = [], needsAxis: Bool = false) {
        (description, self.clauses, self.items, self.needsAxis) = (name, clauses, items, needsAxis)
    }

    /// The clause words that stand once in a stage.
    private var exclusive: Set<String> {
        let repeatable: Set<String> = ["where", "with", "lookup"]
        let words = clauses.compactMap { $0.split(separator: " ").first.map(String.init) }
        return Set(words.map { $0 == "bottom" ? "top" : $0 }).subtracting(repeatable)
    }

    func fits(_ other: Feature) -> Bool {
        exclusive.isDisjoint(with: other.exclusive) && Set(items).isDisjoint(with: other.items)
    }
}
