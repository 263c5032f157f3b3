import Diagnostics

/// A word that stands where a clause begins and was meant as one.
struct MisspeltClause {
    let keyword: Keyword
    let spelling: String
    /// Whether the word says `by` too, as in `groupby`.
    let includesBy: Bool
    /// Where the misspelling ends: `order by` is two words.
    let end: Int
    /// Whether another language spells the clause so.
    let isForeign: Bool
}

extension Parser {
    /// Puts the tokens up to the next anchor into an `unexpected` node and says what it can about the first.
    mutating func parseUnexpected() {
        let start = mark
        if at(.rightParenthesis) {
            var count = 1
            while lookahead(count).kind == .rightParenthesis { count += 1 }
            let range = SourceRange(token.start, lookahead(count - 1).end)
            error(
                "unexpected", at: range, "`\(source.text(range))` closes nothing",
                fixIts: [FixIt("remove it", range: range, replacement: "")])
            for _ in 1..<count { bump() }
        } else if at(.unknown), text(token) == "||" {
            reportForeign("|")
        } else if position == 0 || lookbehind?.kind == .semicolon || lookbehind?.kind == .bar {
            error(
                "unexpected", at: token.range, "expected a clause such as `show`, `group by` or `where`, found \(found)"
            )
        } else {
            let before = lookbehind.map(text) ?? ""
            error(
                "unexpected", at: token.range,
                "\(found) does not fit" + (before.utf8.count > 30 ? " here" : " after `\(before)`"),
                advice: "expected a clause such as `where`, `group by`, `show` or `sort by`")
        }
        repeat { bump() } while !atClauseEnd() && misspeltClause() == nil
        finish(.unexpected, from: start)
    }

    private var lookbehind: Token? { position > 0 ? tokens[position - 1] : nil }

    mutating func report(_ clause: MisspeltClause) {
        let range = SourceRange(token.start, clause.end)
        if clause.isForeign {
            reportForeign(clause.spelling, at: range)
        } else {
            let found = source.text(range)
            error(
                "unknown-clause", at: range, "there is no clause `\(found)`",
                advice: "did you mean `\(clause.spelling)`?",
                fixIts: [
                    FixIt("replace `\(found)` with `\(clause.spelling)`", range: range, replacement: clause.spelling)
                ])
        }
    }

    /// The clause that the current word means, if it is none but looks like one: the clause is then parsed as meant, so
    /// that one misspelling hides nothing behind it.
    func misspeltClause() -> MisspeltClause? {
        guard at(.word), !hasGivenUp else { return nil }
        if let foreign = foreignClause() { return foreign }
        guard token.keyword == nil, canFollowClauseWord(lookahead(1)) else { return nil }
        let word = text(token)
        // What follows tells `limit` from `list`.
        let counts: [Keyword] = [.limit, .top, .bottom]
        let candidates = Keyword.clauses.filter { counts.contains($0) == (lookahead(1).kind == .number) }
        guard word.utf8.count >= 3, let near = Suggestion.nearest(to: word, among: candidates.map(\.rawValue)),
            let keyword = Keyword.clauses.first(where: { $0.rawValue == near })
        else { return nil }
        let isBy = keyword == .group || keyword == .sort
        let hasBy = lookahead(1).kind == .word && lookahead(1).keyword == .by
        return MisspeltClause(
            keyword: keyword, spelling: isBy && !hasBy ? near + " by" : near, includesBy: isBy && !hasBy,
            end: token.end, isForeign: false)
    }

    /// `late, open` and `late >= 3` are no clauses, whatever `late` looks like.
    private func canFollowClauseWord(_ next: Token) -> Bool {
        if next.kind == .endOfText || next.kind == .minus || startsOperand(next) { return true }
        switch next.keyword {
        case .by, .not, .to, .if, .others, .totals: return true
        default: return false
        }
    }

    static let grains = ["minute", "hour", "day", "week", "month", "quarter", "year"]

    func isGrain(_ token: Token) -> Bool { Parser.grains.contains(text(token).lowercased()) }

    /// The habits of SQL and of other query languages, with the clause that Tally has for them.
    func foreignClause() -> MisspeltClause? {
        let nextIsBy = lookahead(1).keyword == .by
        func meant(_ keyword: Keyword, _ spelling: String, includesBy: Bool = false, end: Int? = nil) -> MisspeltClause
        {
            MisspeltClause(
                keyword: keyword, spelling: spelling, includesBy: includesBy, end: end ?? token.end, isForeign: true)
        }
        if token.keyword == .by || token.keyword == .per && lookahead(1).kind == .word {
            return isGrain(lookahead(1)) && lookahead(2).kind != .leftParenthesis && lookahead(2).kind != .comma
                ? meant(.over, "over") : meant(.group, "group by", includesBy: true)
        }
        if token.keyword == .for, startsOperand(lookahead(1)) { return meant(.where, "where") }
        guard token.keyword == nil else { return nil }
        if lookahead(1).kind == .number {
            if spells(token, "worst", "best", "highest", "most", "largest") { return meant(.top, "top") }
            if spells(token, "lowest", "least", "fewest", "smallest") { return meant(.bottom, "bottom") }
        }
        switch text(token).lowercased() {
        case "order": return meant(.sort, "sort by", includesBy: !nextIsBy, end: nextIsBy ? lookahead(1).end : nil)
        case "groupby", "group_by": return meant(.group, "group by", includesBy: true)
        case "orderby", "order_by", "sortby", "sort_by": return meant(.sort, "sort by", includesBy: true)
        case "arrange": return meant(.sort, "sort by", includesBy: true)
        case "select", "summarize", "summarise", "aggregate", "measures": return meant(.show, "show")
        case "filter", "when": return meant(.where, "where")
        case "pivot": return meant(.across, "across", end: nextIsBy ? lookahead(1).end : nil)
        case "plot", "chart", "graph": return meant(.draw, "draw")
        case "export":
            let next = lookahead(1)
            return meant(.into, "into", end: next.keyword == .to || next.keyword == .as ? next.end : nil)
        case "head", "take", "fetch": return meant(.limit, "limit")
        case "join": return meant(.lookup, "lookup")
        default: return nil
        }
    }
}
