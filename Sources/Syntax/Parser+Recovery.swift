import Diagnostics

extension Parser {
    /// Puts the tokens up to the next anchor into an `unexpected` node and says, as well as it can, what was meant.
    mutating func parseUnexpected(since statementStart: Int) {
        let start = mark
        let first = token
        let word = text(first)
        if first.kind == .word, let foreign = foreignClause(word, lookahead(1)) {
            error(
                "foreign-spelling", at: SourceRange(first.start, foreign.end),
                "`\(source.text(SourceRange(first.start, foreign.end)))` is spelt `\(foreign.spelling)` here",
                fixIts: [
                    FixIt(
                        "write `\(foreign.spelling)`", range: SourceRange(first.start, foreign.end),
                        replacement: foreign.spelling)
                ])
        } else if first.kind == .word, let near = nearClause(word) {
            error(
                "unknown-clause", at: first.range, "`\(word)` is no clause",
                advice: "did you mean `\(near)`?",
                fixIts: [FixIt("replace `\(word)` with `\(near)`", range: first.range, replacement: near)])
        } else if first.kind == .rightParenthesis {
            error(
                "unexpected", at: first.range, "this `)` closes nothing",
                fixIts: [FixIt("remove it", range: first.range, replacement: "")])
        } else {
            error(
                "unexpected", at: first.range, "`\(word)` does not fit here",
                advice: "expected a clause such as `where`, `group by`, `show` or `sort by`")
        }
        repeat { bump() } while !atStatementEnd(since: statementStart) && !atClauseEnd()
        finish(.unexpected, from: start)
    }

    /// A clause word that the spelling is near to.
    private func nearClause(_ word: String) -> String? {
        let spellings = Keyword.clauses.map { keyword -> String in
            switch keyword {
            case .group: "group by"
            case .sort: "sort by"
            case .as: "as of"
            default: keyword.rawValue
            }
        }
        let following = text(lookahead(1)).lowercased() == "by" ? "\(word) by" : word
        if let near = Suggestion.nearest(to: following, among: spellings) {
            return following == word || !near.hasSuffix(" by") ? near : String(near.dropLast(3))
        }
        return Suggestion.nearest(to: word, among: Keyword.clauses.map(\.rawValue))
    }

    struct ForeignClause {
        let spelling: String
        let end: Int
    }

    /// The habits of SQL and of other query languages, with the spelling that Tally has for them.
    func foreignClause(_ word: String, _ next: Token) -> ForeignClause? {
        let nextIsBy = next.keyword == .by
        switch word.lowercased() {
        case "order": return ForeignClause(spelling: "sort by", end: nextIsBy ? next.end : token.end)
        case "groupby", "group_by": return ForeignClause(spelling: "group by", end: token.end)
        case "orderby", "order_by", "sortby", "sort_by", "arrange":
            return ForeignClause(spelling: "sort by", end: token.end)
        case "select", "summarize", "summarise", "aggregate", "measures":
            return ForeignClause(spelling: "show", end: token.end)
        case "filter", "when": return ForeignClause(spelling: "where", end: token.end)
        case "pivot": return ForeignClause(spelling: "across", end: token.end)
        case "head", "take", "fetch": return ForeignClause(spelling: "limit", end: token.end)
        case "join": return ForeignClause(spelling: "lookup", end: token.end)
        case "by": return ForeignClause(spelling: "group by", end: token.end)
        default: return nil
        }
    }
}
