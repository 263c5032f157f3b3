import Diagnostics

extension Parser {
    /// query = stage { "|" stage } ;
    mutating func parseQuery() {
        let start = mark
        parseStage()
        while at(.bar) {
            bump()
            parseStage()
        }
        finish(.query, from: start)
    }

    /// stage = ( reference { clause } | clause { clause } ) ;
    mutating func parseStage() {
        let start = mark
        if startsReference { parseReference() } else if !parseQuestion() { _ = parseBareMeasure() }
        parseClauses()
        if position == start.token { expected("a clause such as `show`, `group by` or `where`") }
        finish(.stage, from: start)
    }

    mutating func parseClauses() {
        defer { clause = nil }
        while !at(.endOfText), !at(.bar), !at(.always) {
            if atClause, let keyword = token.keyword {
                parseClause(keyword)
            } else if let clause = misspeltClause() {
                // `select *` is left out as a whole.
                if clause.keyword != .show || lookahead(1).kind != .star { report(clause) }
                parseClause(clause.keyword, includesBy: clause.includesBy)
            } else {
                parseUnexpected()
            }
        }
    }

    /// A view's or a data set's name stands first only when a clause, `|` or the end follows: anything else is a
    /// misspelt clause.
    var startsReference: Bool {
        if at(.text) { return true }
        guard at(.quotedName) || (at(.word) && token.keyword?.isReserved != true) else { return false }
        let next = lookahead(1)
        if let keyword = next.keyword, keyword.startsClause { return foreignClause() == nil }
        return next.kind == .bar || next.kind == .endOfText || next.keyword == .always
    }

    private mutating func parseReference() {
        let start = mark
        if at(.text) { bump() } else { parseName("the name of a data set or view") }
        finish(.reference, from: start)
    }

    /// A clause; its first token may be a misspelling that has been reported.
    private mutating func parseClause(_ keyword: Keyword, includesBy: Bool = false) {
        let start = mark
        operators = 0
        clause = keyword
        bump()
        finish(parseParts(of: keyword, from: start, includesBy: includesBy), from: start)
        if !atClauseEnd(), misspeltClause() == nil { parseUnexpected() }
    }

    /// What stands behind a clause's word, and what kind of clause that makes.
    private mutating func parseParts(of keyword: Keyword, from start: Mark, includesBy: Bool) -> SyntaxKind {
        switch keyword {
        case .from where parseSinceDay(from: start): return .unexpected
        case .from:
            parseReference()
            return .fromClause
        case .where:
            parseCondition()
            return .whereClause
        case .group:
            if !includesBy { parseBy(after: "group") }
            parseDimensions()
            return .groupByClause
        case .over:
            parseGrain()
            if eat(.of) { parseDimension() }
            return .overClause
        case .across:
            if tokens[start.token].keyword != .across { _ = eat(.by) }
            parseDimensions()
            return .acrossClause
        case .show: return parseShow(from: start)
        case .list where parseNewest(from: start): return .unexpected
        case .list: return parseList(from: start)
        case .having:
            parseExpression("a condition")
            return .havingClause
        case .compare: return parseCompare()
        case .sort:
            parseSort(includesBy: includesBy)
            return .sortClause
        case .top, .bottom: return parseTop()
        case .limit:
            if !eat(.number) { expected("a number of rows", fixIts: atClauseEnd() ? [insertion("20")] : []) }
            parseCounted()
            return .limitClause
        case .with:
            repeat { parseOption() } while eat(.comma)
            return .withClause
        case .as:
            parseKeyword(.of)
            if !eat(.date) { expected("a date such as 2021-05-15") }
            return .asOfClause
        case .dedupe:
            parseDimensions()
            if eat(.within), !eat(.duration) { expected("a duration such as 24h") }
            return .dedupeClause
        case .lookup:
            parseReference()
            parseLookupKey()
            return .lookupClause
        case .fill:
            parseExpression()
            return .fillClause
        case .test:
            wanted = (position, "a measure")
            parseSum()
            parseBy(after: "test …")
            parseDimensions()
            return .testClause
        case .why: return parseWhy(from: start)
        case .draw where parseDrawnMeasure(from: start): return .unexpected
        case .draw:
            let isWord = at(.word) && (!atClauseEnd() || at(.list))
            if isWord { bump() } else { expected("a chart: bars, line, spark, heatmap, histogram, box, map or table") }
            return .drawClause
        default:
            if tokens[start.token].keyword != .into, at(.to) || at(.as) { bump() }
            parseText("a file name, in quotes")
            return .intoClause
        }
    }

    /// The condition of `where`: `where last 30 days` and `where 2023-01 to 2023-03` name no time.
    private mutating func parseCondition() {
        let isRange = (at(.date) || at(.number)) && lookahead(1).keyword == .to
        guard startsPeriod || isRange else {
            parseExpression("a condition")
            while at(.comma), startsOperand(lookahead(1)) {
                error(
                    "foreign-spelling", at: token.range, "conditions are joined by `and`",
                    fixIts: [FixIt("write `and`", range: token.range, replacement: " and")])
                bump()
                parseExpression("a condition")
            }
            return
        }
        let spelling = "opened in \(startsLastGrain ? "previous" : text(token))"
        error(
            "period-without-time", at: token.range, "a period is compared with a time",
            advice: "write `\(spelling) …`",
            fixIts: [.writing(spelling, at: token.range)])
        silenceErrorsHere()
        let period = mark
        parsePeriod()
        finish(.unexpected, from: period)
    }

    mutating func parseBy(after word: String) {
        if eat(.by) { return }
        if atClauseEnd() { return expected("`by` and a column") }
        error("missing-by", at: token.range, "expected `by` after `\(word)`, found \(found)", fixIts: [insertion("by")])
    }

    private mutating func parseGrain() {
        guard at(.word), !atClauseEnd() else {
            return expected("a grain: minute, hour, day, week, month, quarter or year")
        }
        let grain = text(token)
        bump()
        guard at(.leftParenthesis), lookahead(2).kind == .rightParenthesis else { return }
        // `over month(opened)`, as the function is called.
        let range = SourceRange(tokens[position - 1].start, lookahead(2).end)
        reportForeign("\(grain) of \(text(lookahead(1)))", at: range)
        let call = mark
        for _ in 0..<3 { bump() }
        finish(.unexpected, from: call)
    }

    mutating func parseDimensions() {
        repeat { parseDimension() } while parseComma()
    }

    mutating func parseItems(_ what: String) {
        parseAddressee()
        repeat { parseItem(what) } while parseComma()
    }

    /// Whether a list goes on. A comma at the end of a clause is forgiven, since lists are edited line by line; where a
    /// comma is forgotten the list is read on as if it stood there.
    private mutating func parseComma() -> Bool {
        if eat(.comma) {
            // `, top = max x`: a reserved word for a label is told of as such.
            return !atClauseEnd() || lookahead(1).kind == .equal && !token.startsLine
        }
        if parseStrayPeriod() || parseStrayValue() { return false }
        guard startsOperand(token), !at(.leftParenthesis), misspeltClause() == nil else { return false }
        let end = SourceRange(endOfPrevious, endOfPrevious)
        error(
            "missing-comma", at: token.range, "expected `,` or a clause, found \(found)",
            fixIts: [FixIt("insert `,`", range: end, replacement: ",")])
        return true
    }

    /// item = [ label ] expression ;
    private mutating func parseItem(_ what: String) {
        let start = mark
        parseLabel()
        parseExpression(what)
        parseAlias(from: start)
        finish(.item, from: start)
    }

    /// dimension = [ label ] expression ;
    mutating func parseDimension() {
        let start = mark
        parseLabel()
        let around = outside
        outside.insert(.within)
        parseExpression("a column")
        outside = around
        parseAlias(from: start)
        finish(.dimension, from: start)
    }

    /// `count as n`, as SQL writes it: here a label stands first.
    private mutating func parseAlias(from start: Mark) {
        guard at(.as), !atClause, lookahead(1).kind == .word || lookahead(1).kind == .quotedName else { return }
        let item = source.text(SourceRange(tokens[start.token].start, endOfPrevious))
        let name = lookahead(1)
        let range = SourceRange(tokens[start.token].start, name.end)
        error(
            "foreign-spelling", at: SourceRange(token.start, name.end),
            "a label stands before what it names: `\(text(name)) = \(item)`",
            fixIts: [.writing("\(text(name)) = \(item)", at: range)])
        let alias = mark
        bump()
        bump()
        finish(.unexpected, from: alias)
    }

    private mutating func parseLabel() {
        guard at(.word) || at(.quotedName) else { return }
        let sign = lookahead(1)
        let isColon = sign.kind == .unknown && [":", ":="].contains(text(sign))
        guard sign.kind == .equal || isColon else { return }
        let start = mark
        parseName("a label")
        if isColon { reportForeign("=", replacement: " =") }
        bump()
        finish(.label, from: start)
    }
}
