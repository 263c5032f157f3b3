import TestSupport

/// Makes random sentences of the grammar.
///
/// An EBNF can say what may follow but not what a reader takes first. Where the language resolves such a choice, the
/// generator keeps to the sentences that mean what their derivation says:
/// - the condition of `m if c` extends as far as it can, so `if` ends its expression;
/// - `a to b` inside the condition of `compare`, in a span and in a condition there needs parentheses;
/// - `between` inside the measure of `why`, and `within` inside a dimension, need parentheses.
struct SentenceGenerator {
    private struct Limits {
        var depth: Int
        /// Something follows in the same expression.
        var mustClose = false
        /// What only parentheses make possible again.
        var forbidden: Set<String> = []
    }

    private let grammar: Grammar
    private let heights: [String: Int]
    private var random: SeededGenerator
    private var words: [String] = []

    /// The productions whose terms stand in one expression.
    private static let expressionParts: Set<String> = [
        "expression", "conjunction", "negation", "comparison", "membership", "between", "text_test", "sum", "product",
        "unary", "measured", "modifier", "application", "aggregate", "window", "rate",
    ]

    init(_ grammar: Grammar, seed: UInt64) {
        self.grammar = grammar
        heights = SentenceGenerator.heights(grammar)
        random = SeededGenerator(seed: seed)
    }

    /// A sentence of the production, tokens separated by single spaces except where the grammar says that they touch.
    mutating func sentence(of production: String = "script", depth: Int) throws -> String {
        words = []
        try expand(.reference(production), Limits(depth: depth), inside: "")
        return words.reduce(into: "") { text, word in
            let touches = word == "%" || (word == "(" && text.hasSuffix("\u{0}"))
            if text.hasSuffix("\u{0}") { text.removeLast() }
            text += (touches || text.isEmpty ? "" : " ") + word
        }
    }

    private mutating func expand(_ term: Grammar.Term, _ limits: Limits, inside production: String) throws {
        switch term {
        case .terminal(let text): words.append(text)
        case .token: words.append(token(production))
        case .reference(let name): try expandProduction(name, limits)
        case .optional(let part):
            if limits.depth > 0, random.chance(40), allowed(part, limits) {
                try expand(part, limits, inside: production)
            }
        case .repetition(let part):
            guard limits.depth > 0, allowed(part, limits) else { return }
            for _ in 0..<random.pick([0, 0, 0, 1, 1, 2]) { try expand(part, limits, inside: production) }
        case .choice(let parts):
            let open = parts.filter { allowed($0, limits) }
            let possible = limits.depth > 0 ? open : shallow(open)
            try expand(random.pick(possible), limits, inside: production)
        case .sequence(let parts):
            for (index, part) in parts.enumerated() {
                var inner = limits
                if case .terminal("if") = parts[0] { inner.forbidden.insert("within") }
                if isEnclosed(parts, index) {
                    inner.forbidden = []
                    inner.mustClose = false
                } else if SentenceGenerator.expressionParts.contains(production), index < parts.count - 1 {
                    inner.mustClose = true
                }
                try expand(part, inner, inside: production)
            }
        }
    }

    private mutating func expandProduction(_ name: String, _ outer: Limits) throws {
        var limits = outer
        limits.depth -= 1
        if !SentenceGenerator.expressionParts.contains(name) { limits.mustClose = false }
        switch name {
        case "compare", "span": limits.forbidden.insert("to")
        case "why": limits.forbidden.formUnion(["between", "to"])
        case "dimension", "top": limits.forbidden.insert("within")
        default: break
        }
        try expand(grammar.term(name), limits, inside: name)
    }

    /// Whether the term at `index` stands between `(` and `)` of its sequence.
    private func isEnclosed(_ parts: [Grammar.Term], _ index: Int) -> Bool {
        parts[..<index].contains { if case .terminal("(") = $0 { true } else { false } }
            && parts[index...].contains { if case .terminal(")") = $0 { true } else { false } }
    }

    private func allowed(_ term: Grammar.Term, _ limits: Limits) -> Bool {
        switch term {
        case .reference("modifier"), .reference("between"):
            if case .reference("between") = term { return !limits.forbidden.contains("between") }
            return true
        case .sequence(let parts):
            switch parts.first {
            case .terminal("if"): return !limits.mustClose
            case .terminal("within"): return !limits.forbidden.contains("within")
            case .terminal("to"): return !limits.forbidden.contains("to")
            default: return true
            }
        default: return true
        }
    }

    /// The alternatives that end soonest, for when the depth is used up.
    private func shallow(_ parts: [Grammar.Term]) -> [Grammar.Term] {
        let heights = parts.map { SentenceGenerator.height($0, self.heights) }
        let least = heights.min() ?? 0
        return zip(parts, heights).filter { $0.1 == least }.map(\.0)
    }

    /// The fewest productions inside each other that a term needs.
    private static func height(_ term: Grammar.Term, _ known: [String: Int]) -> Int {
        switch term {
        case .terminal, .token, .optional, .repetition: 0
        case .reference(let name): 1 + (known[name] ?? 1000)
        case .choice(let parts): parts.map { height($0, known) }.min() ?? 0
        case .sequence(let parts): parts.map { height($0, known) }.max() ?? 0
        }
    }

    /// The heights of all productions, refined until they no longer change.
    private static func heights(_ grammar: Grammar) -> [String: Int] {
        var known: [String: Int] = [:]
        while true {
            let next = grammar.productions.mapValues { height($0, known) }
            if next == known { return known }
            known = next
        }
    }

    /// A spelling of a token. A zero byte behind a function's name asks the parenthesis to touch it.
    private mutating func token(_ kind: String) -> String {
        switch kind {
        case "NAME":
            random.pick(["late", "district", "time_to_close", "`Council District`", "größe", "x1", "n", "open"])
        case "TEXT": random.pick(["\"Parks\"", "'it''s'", "\"\"", "\"a -- b; c | d\""])
        case "NUMBER": random.pick(["0", "42", "3.5", "1_000", "2e3"])
        case "PERCENT": random.pick(["25%", "0.5%"])
        case "POINTS": "5pp"
        case "DURATION": random.pick(["36h", "5bd", "2w", "3mo", "1y", "90min", "30s", "1d"])
        case "LENGTH": random.pick(["500m", "2km", "30ft", "1mi"])
        case "YEAR": "2020"
        case "DATE":
            random.pick(["2020-11", "2020-Q4", "2020-W23", "2020-11-03", "2020-11-03T14:30", "2020-11-03T14:30:05"])
        case "GRAIN": random.pick(["minute", "hour", "day", "week", "month", "quarter", "year"])
        case "GRAINS": random.pick(["day", "days", "weeks", "months"])
        case "AGGREGATE": random.pick(["sum", "avg", "median", "distinct", "first", "last", "p90", "gini"])
        case "QUANTILE": random.pick(["p10", "p99"])
        case "FUNCTION": random.pick(["year", "bucket", "if", "coalesce", "weekday"]) + "\u{0}"
        default: "«\(kind)»"
        }
    }
}
