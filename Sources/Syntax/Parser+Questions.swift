import Diagnostics

/// A question in plain words, `how many cases are late`, gets one answer: the query that it asks for, where its words tell,
/// and else what a query looks like.
extension Parser {
    /// A question at the start of a query, up to the next clause; false where none stands.
    mutating func parseQuestion() -> Bool {
        guard spells(token, "how", "which", "what", "who"), lookahead(1).kind == .word, !lookahead(1).startsLine,
            lookahead(1).keyword?.startsClause != true
        else { return false }
        let start = mark
        while !atClauseEnd() { bump() }
        let words = tokens[start.token..<position].filter { text($0) != "?" }
        let range = SourceRange(tokens[start.token].start, endOfPrevious)
        let spelling = Question(words.map { ($0.kind, text($0)) }).query
        error(
            "plain-question", at: range, "a query is made of clauses, in any order",
            advice: spelling.map { "write `\($0)`" } ?? "such as `group by district where open show count, late%`",
            fixIts: spelling.map { [.writing($0, at: range)] } ?? [])
        finish(.unexpected, from: start)
        silenceErrorsHere()
        return true
    }
}

/// What the words of a question ask for.
private struct Question {
    private var conditions: [String] = []
    private var groups: [String] = []
    /// What is asked for, where it is no count.
    private var subject: [String] = []
    private var direction: String?
    /// Whether words were found that this cannot read.
    private var isStrange = false
    private var opening: String

    private static let fillers: Set = [
        "the", "a", "an", "is", "are", "was", "were", "have", "has", "had", "been", "be", "do", "does", "did", "there",
        "of", "cases", "requests", "calls", "rows", "tickets", "complaints", "records", "reports", "we", "that", "our",
        "take", "takes", "took", "gets", "got",
    ]

    /// Which end of a ranking a word asks for, and of which measure where it says that too.
    private static func ranking(_ word: String) -> (measure: String?, direction: String)? {
        switch word {
        case "most", "highest", "largest", "worst", "biggest": (nil, "desc")
        case "least", "fewest", "lowest", "smallest", "best": (nil, "asc")
        case "busiest": ("count", "desc")
        case "slowest", "longest": ("median time_to_close", "desc")
        case "fastest", "quickest", "shortest": ("median time_to_close", "asc")
        case "latest": ("late%", "desc")
        default: nil
        }
    }

    init(_ tokens: [(kind: TokenKind, text: String)]) {
        var words = tokens[...]
        opening = words.removeFirst().text.lowercased()
        if opening == "how" {
            isStrange = words.first?.text.lowercased() != "many"
            words = words.dropFirst()
        } else if opening == "which", let group = words.first {
            groups.append(group.text)
            words = words.dropFirst()
        }
        var isBehindCondition = false
        while let word = words.first {
            words.removeFirst()
            let lower = word.text.lowercased()
            let wasCondition = isBehindCondition
            isBehindCondition = false
            if ["by", "per", "each", "every"].contains(lower) {
                while let next = words.first?.text.lowercased(), ["each", "every", "the"].contains(next) {
                    words.removeFirst()
                }
                if let group = words.popFirst() { groups.append(group.text) }
            } else if ["in", "since"].contains(lower), let period = words.first, [.number, .date].contains(period.kind)
            {
                words.removeFirst()
                let time = wasCondition ? conditions.popLast() ?? "opened" : "opened"
                conditions.append("\(time) \(lower == "in" ? "in" : ">=") \(period.text)")
            } else if let ranking = Question.ranking(lower) {
                direction = ranking.direction
                if let measure = ranking.measure { subject = [measure] }
            } else if word.kind != .word || ["in", "since", "for", "to", "from", "and", "or", "not"].contains(lower) {
                isStrange = true
            } else if !Question.fillers.contains(lower) {
                if opening == "what" { subject.append(word.text) } else { conditions.append(word.text) }
                isBehindCondition = opening != "what"
            }
        }
    }

    /// Nil where the question is no simple one.
    var query: String? {
        guard !isStrange, opening != "who", opening != "what" || !subject.isEmpty else { return nil }
        var clauses: [String] = []
        var measure = subject.isEmpty ? "count" : subject.joined(separator: " ")
        var conditions = conditions
        if opening == "which", subject.isEmpty, let condition = conditions.first, !condition.contains(" ") {
            measure = condition + "%"
            conditions.removeFirst()
        }
        if !conditions.isEmpty { clauses.append("where \(conditions.joined(separator: " and "))") }
        let axis = groups.first { Parser.grains.contains($0.lowercased()) }
        let dimensions = groups.filter { $0 != axis }
        if let axis { clauses.append("over \(axis)") }
        if !dimensions.isEmpty { clauses.append("group by \(dimensions.joined(separator: ", "))") }
        clauses.append("show \(measure)")
        if opening == "which" { clauses.append("sort by \(measure) \(direction ?? "desc")") }
        return clauses.joined(separator: " ")
    }
}
