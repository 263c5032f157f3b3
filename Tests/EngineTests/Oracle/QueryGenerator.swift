import TestSupport

/// Random queries over the sample's names, right by construction: every one binds, and every clause may meet every other.
struct QueryGenerator {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed ^ 0xC0FF_EE00) }

    /// The clauses of one stage, in a random order.
    mutating func clauses() -> [String] {
        var clauses = random.chance(25) ? rowClauses() : groupClauses()
        for _ in 0..<random.pick([0, 0, 1, 1, 2]) { clauses.append("where \(condition(2))") }
        clauses.shuffle(using: &random)
        return clauses
    }

    mutating func query() -> String {
        if random.chance(15) { return laterStages() }
        var text = clauses().joined(separator: " ")
        if random.chance(10) {
            text += " | " + random.pick(["show rows = count", "limit 3", "where true", "where true limit 5"])
        }
        return text
    }

    /// A result that later stages read.
    private mutating func laterStages() -> String {
        let measure = measure()
        let first =
            "group by p = \(random.pick(dimensions)) \(random.pick(["", "across r = late ", "over month "]))show m = \(measure)"
        let isRate = measure.hasSuffix("%") && !measure.contains("% >")
        let later = [
            "show a = \(isRate ? "avg m, b = max m, c = median m" : "distinct m, b = last m, c = mode m")",
            "group by p show a = count if m is known, b = \(isRate ? "avg" : "first") m",
            "where m is known sort by m desc limit 3", "sort by m, p", "group by p is missing show count",
            "list a = p, b = m sort by b desc | limit 2", "where p is known | show count, distinct p",
        ]
        return
            "\(first) \(random.pick(["", "top 2 by count with others", "having count > 1", "with totals"])) | \(random.pick(later))"
    }

    // MARK: - Stages

    private mutating func rowClauses() -> [String] {
        var clauses = ["list case, a = \(value(2)), b = \(value(2)), c = \(condition(2))"]
        if random.chance(60) {
            clauses.append(
                "sort by \(random.pick(["a", "b", "c", value(1)]))\(random.pick(["", " desc", " asc"])), case")
        }
        if random.chance(30) { clauses.append("limit \(random.pick([0, 1, 3, 10]))") }
        return clauses
    }

    private mutating func groupClauses() -> [String] {
        var clauses: [String] = []
        var names: [String] = []
        if random.chance(80) {
            let chosen = dimensions.shuffled(using: &random).prefix(random.pick([1, 1, 2]))
            names = chosen.indices.map { ["p", "q"][$0] }
            clauses.append("group by " + zip(names, chosen).map { "\($0) = \($1)" }.joined(separator: ", "))
        }
        let hasAxis = random.chance(35)
        if hasAxis {
            let grain = random.pick(["week", "month", "quarter", "year"])
            clauses.append("over \(grain)\(random.pick(["", "", " of closed", " of due"]))")
        }
        let rows = names
        if random.chance(25) {
            names.append("r")
            clauses.append("across r = \(random.pick(["late", "open", "amount > 1", "bucket(score, 0, 1)"]))")
        }
        var items = ["m = \(measure())"]
        if random.chance(60) { items.append("k = \(measure())") }
        if random.chance(30) { items.append("s = \(share(names))") }
        if random.chance(20) { items.append("u = running \(random.pick(["count", "sum amount", "(count if late)"]))") }
        if let name = names.randomElement(using: &random), random.chance(20) {
            items.append("d = count * if(\(name) is missing, 3, 2)")
        }
        clauses.append("show \(items.joined(separator: ", "))")
        if random.chance(30) { clauses.append("having \(groupCondition())") }
        if random.chance(30) {
            clauses.append("sort by \(random.pick(["m", "count", "late%"]))\(random.pick(["", " desc"]))")
        }
        if random.chance(35) {
            clauses.append(top(rows))
            if random.chance(60) { clauses.append("with others") }
        } else if random.chance(20) {
            clauses.append("limit \(random.pick([0, 1, 4]))")
        }
        if random.chance(25) { clauses.append("with totals") }
        return clauses
    }

    private mutating func share(_ names: [String]) -> String {
        let operand = random.pick(["count", "sum amount", "(count if late)", "sum time_to_close"])
        guard let name = names.randomElement(using: &random), random.chance(50) else { return "share of \(operand)" }
        return "share of \(operand) within \(name)"
    }

    private mutating func top(_ names: [String]) -> String {
        var text = "\(random.pick(["top", "bottom"])) \(random.pick([0, 1, 2, 5]))"
        if names.count == 2, random.chance(50) {
            text += " \(names[1])"
            if random.chance(70) { text += " by \(random.pick(["count", "late%", "m"]))" }
            if random.chance(40) { text += " per \(names[0])" }
        } else if random.chance(50) {
            text += " by \(random.pick(["count", "late%", "sum amount", "share of count"]))"
        }
        return text
    }
}
