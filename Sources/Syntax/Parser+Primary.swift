import Diagnostics

extension Parser {
    /// primary = literal | call | NAME | "(" expression ")" ;
    mutating func parsePrimary() {
        let start = mark
        switch token.kind {
        case .number:
            if parsePeriodInWords(from: start) { return }
            bump()
            finish(parseUnitWord() ? .unexpected : .literal, from: start)
        case .percent, .points, .duration, .length, .date, .text:
            bump()
            finish(.literal, from: start)
        case .leftParenthesis:
            bump()
            let around = outside
            outside = []
            parseExpression()
            if at(.comma) { parseSurplusItems() }
            outside = around
            parseClosingParenthesis()
            finish(.parenthesized, from: start)
        case .quotedName:
            bump()
            finish(.name, from: start)
        case .word: parseWordPrimary(from: start)
        default: parseMissingExpression()
        }
    }

    private mutating func parseWordPrimary(from start: Mark) {
        switch token.keyword {
        case .true, .false, .missing:
            bump()
            finish(.literal, from: start)
        case .if where lookahead(1).kind == .leftParenthesis: parseCall(from: start)
        case let keyword? where keyword.isReserved: parseMissingExpression()
        default:
            if parsePeriodInWords(from: start) || parseCaseExpression(from: start) || parsePartOfTime(from: start)
                || parsePercentBefore(from: start)
            {
                return
            }
            // `weekday (opened)` is a call with a stray space: nothing else lets a parenthesis follow a name.
            if lookahead(1).kind == .leftParenthesis { return parseCall(from: start) }
            bump()
            finish(.name, from: start)
        }
    }

    private mutating func parseCall(from start: Mark) {
        bump()
        bump()
        let around = outside
        outside = []
        if at(.star), lookahead(1).kind == .rightParenthesis {
            bump()  // count(*): the binder knows what was meant
        } else if !at(.rightParenthesis) {
            repeat { parseExpression("an argument") } while eat(.comma)
        }
        outside = around
        parseClosingParenthesis()
        finish(.call, from: start)
    }

    /// `(a, b)`, where only `in` takes a list.
    private mutating func parseSurplusItems() {
        error(
            "surplus-items", at: token.range, "expected `)`, found `,`", advice: "these parentheses hold one expression"
        )
        let start = mark
        while eat(.comma) { parseExpression() }
        finish(.unexpected, from: start)
    }

    private mutating func parseMissingExpression() {
        let start = mark
        if let keyword = token.keyword, keyword.isReserved, isMisusedName(keyword) {
            error(
                "reserved-word", at: token.range,
                "`\(text(token))` is a word of the language; a column of that name is written in back-quotes",
                fixIts: [FixIt("write it in back-quotes", range: token.range, replacement: "`\(text(token))`")])
            bump()
            return finish(.name, from: start)
        }
        if at(.where), position > 0, let before = tokens[position - 1].keyword, before == .and || before == .or {
            // `where late and where open`
            error(
                "unexpected", at: token.range, "`where` stands once before conditions that `\(before.rawValue)` joins",
                fixIts: [FixIt("leave it out", range: SourceRange(token.start, lookahead(1).start), replacement: "")])
            bump()
            parsePrimary()
            return finish(.unexpected, from: start)
        }
        if parsePercentBefore(from: start) { return }
        if at(.is), startsOperand(lookahead(1)), wanted.position == position {
            // `where is open`
            error(
                "unexpected", at: token.range, "a condition stands alone, without `is`",
                fixIts: [
                    FixIt("leave it out", range: SourceRange(token.start, lookahead(1).start), replacement: "")
                ])
            bump()
            parsePrimary()
            return finish(.unexpected, from: start)
        }
        let what = wanted.position == position ? wanted.what : "a name or a value"
        let surplus = at(.comma) ? [FixIt("remove this comma", range: token.range, replacement: "")] : []
        expected(what, fixIts: surplus)
        finish(.missingExpression, from: start)
    }

    /// Whether a reserved word stands where only a column's name makes sense: what follows does not fit the word.
    private func isMisusedName(_ keyword: Keyword) -> Bool {
        guard !token.startsLine else { return false }
        let next = lookahead(1)
        switch next.kind {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .comma, .percentSign, .rightParenthesis:
            return true
        default: break
        }
        if next.keyword == .is || (next.keyword == .in && keyword != .not) { return true }
        guard keyword.startsClause else { return false }
        switch keyword {
        case .group, .sort: return next.keyword != .by
        case .as: return next.keyword != .of
        case .top, .bottom, .limit: return next.kind != .number
        case .into: return next.kind != .text
        default: return next.kind == .endOfText || next.kind == .bar || next.keyword?.startsClause == true
        }
    }

    mutating func parseClosingParenthesis() {
        if eat(.rightParenthesis) { return }
        let end = SourceRange(endOfPrevious, endOfPrevious)
        error(
            "unclosed-parenthesis", at: atClauseEnd() ? end : token.range, "expected `)`, found \(found)",
            fixIts: [FixIt("add `)`", range: end, replacement: ")")])
    }

    /// Says how Tally spells what another language spells otherwise: the current token, or what stands at a range. The
    /// caller consumes it.
    ///
    /// - Parameter replacement: what is written for it, where that is more than the spelling.
    mutating func reportForeign(_ spelling: String, at place: SourceRange? = nil, replacement: String? = nil) {
        let range = place ?? token.range
        error(
            "foreign-spelling", at: range, Spelling.foreign(source.text(range), spelling),
            fixIts: [FixIt("write `\(spelling)`", range: range, replacement: replacement ?? spelling)])
    }

    /// Whether another language's operator stands here; if so it is reported.
    mutating func atForeign(_ found: String, _ spelling: String, _ replacement: String? = nil) -> Bool {
        guard at(.unknown), text(token) == found else { return false }
        reportForeign(spelling, replacement: replacement)
        return true
    }
}
