import Diagnostics

extension Parser {
    /// query = stage { "|" stage } ;
    mutating func parseQuery(statementStart: Int) {
        let start = mark
        parseStage(statementStart)
        while at(.bar) {
            bump()
            parseStage(statementStart)
        }
        finish(.query, from: start)
    }

    /// stage = ( reference { clause } | clause { clause } ) ;
    private mutating func parseStage(_ statementStart: Int) {
        let start = mark
        if !atStatementEnd(since: statementStart), !atClauseEnd() {
            if startsReference { parseReference() } else { parseUnexpected(since: statementStart) }
        }
        while !atStatementEnd(since: statementStart), !at(.bar), !at(.always) {
            if let keyword = token.keyword, keyword.startsClause, keyword != .as || lookahead(1).keyword == .of {
                parseClause(keyword)
            } else {
                parseUnexpected(since: statementStart)
            }
        }
        if position == start.token { expected("a clause such as `show`, `group by` or `where`") }
        finish(.stage, from: start)
    }

    /// A view's or a data set's name stands first only when a clause, `|` or the end follows: anything else is a
    /// misspelt clause.
    private var startsReference: Bool {
        if at(.text) { return true }
        guard at(.quotedName) || (at(.word) && token.keyword?.isReserved != true) else { return false }
        let next = lookahead(1)
        if let keyword = next.keyword, keyword.startsClause { return foreignClause(text(token), next) == nil }
        let ends = next.kind == .bar || next.kind == .endOfText || next.kind == .semicolon
        return ends || next.followsBlankLine || (next.startsLine && next.keyword?.startsStatement == true)
    }

    private mutating func parseReference() {
        let start = mark
        if at(.text) { bump() } else { parseName("the name of a data set or view") }
        finish(.reference, from: start)
    }

    private mutating func parseClause(_ keyword: Keyword) {
        let start = mark
        bump()
        switch keyword {
        case .from:
            parseReference()
            finish(.fromClause, from: start)
        case .where:
            parseExpression()
            finish(.whereClause, from: start)
        case .group:
            parseBy(after: "group")
            parseDimensions()
            finish(.groupByClause, from: start)
        case .over:
            parseGrain()
            if eat(.of) { parseDimension() }
            finish(.overClause, from: start)
        case .across:
            parseDimensions()
            finish(.acrossClause, from: start)
        case .show:
            parseItems()
            finish(.showClause, from: start)
        case .list:
            parseItems()
            finish(.listClause, from: start)
        case .having:
            parseExpression()
            finish(.havingClause, from: start)
        case .compare: parseCompare(from: start)
        case .sort:
            parseBy(after: "sort")
            repeat { parseSortKey() } while eat(.comma)
            finish(.sortClause, from: start)
        case .top, .bottom: parseTop(from: start)
        case .limit:
            if !eat(.number) { expected("a number of rows") }
            finish(.limitClause, from: start)
        case .with:
            repeat { parseOption() } while eat(.comma)
            finish(.withClause, from: start)
        case .as:
            parseKeyword(.of)
            if !eat(.date) { expected("a date such as 2021-05-15") }
            finish(.asOfClause, from: start)
        case .dedupe:
            parseDimensions()
            if eat(.within), !eat(.duration) { expected("a duration such as 24h") }
            finish(.dedupeClause, from: start)
        case .lookup:
            parseReference()
            if eat(.containing) {
                parseDimension()
            } else {
                parseKeyword(.on)
                parseDimensions()
            }
            finish(.lookupClause, from: start)
        case .fill:
            parseExpression()
            finish(.fillClause, from: start)
        case .test:
            parseSum()
            parseBy(after: "test …")
            parseDimensions()
            finish(.testClause, from: start)
        case .why: parseWhy(from: start)
        case .draw:
            if at(.word), !atClauseEnd() || at(.list) {
                bump()
            } else {
                expected("a chart: bars, line, spark, heatmap, histogram, map or table")
            }
            finish(.drawClause, from: start)
        default:
            parseText("a file name, in quotes")
            finish(.intoClause, from: start)
        }
        if !atClauseEnd(), !at(.always) { parseUnexpected(since: start.token) }
    }

    private mutating func parseBy(after word: String) {
        if eat(.by) { return }
        error(
            "missing-by", at: token.range, "expected `by` after `\(word)`",
            fixIts: [
                FixIt(
                    "insert `by`", range: SourceRange(tokens[position - 1].end, tokens[position - 1].end),
                    replacement: " by")
            ])
    }

    private mutating func parseGrain() {
        guard at(.word), !atClauseEnd() else {
            return expected("a grain: minute, hour, day, week, month, quarter or year")
        }
        bump()
    }

    private mutating func parseDimensions() {
        repeat { parseDimension() } while eat(.comma) && !atTrailingComma()
    }

    private mutating func parseItems() {
        repeat { parseItem() } while eat(.comma) && !atTrailingComma()
    }

    /// A comma at the end of a clause is forgiven: lists are edited line by line.
    private func atTrailingComma() -> Bool { atClauseEnd() }

    /// item = [ label ] expression ;
    private mutating func parseItem() {
        let start = mark
        parseLabel()
        parseExpression()
        finish(.item, from: start)
    }

    mutating func parseDimension() {
        let start = mark
        parseLabel()
        let outer = modifiersBelongOutside
        modifiersBelongOutside = true
        parseExpression()
        modifiersBelongOutside = outer
        finish(.dimension, from: start)
    }

    private mutating func parseLabel() {
        guard at(.word) || at(.quotedName), lookahead(1).kind == .equal else { return }
        let start = mark
        parseName("a label")
        bump()
        finish(.label, from: start)
    }

    private mutating func parseSortKey() {
        let start = mark
        parseExpression()
        if !eat(.asc) { _ = eat(.desc) }
        finish(.sortKey, from: start)
    }

    /// top = ( "top" | "bottom" ) NUMBER [ sum ] [ "by" expression ] [ "per" sum ] ;
    private mutating func parseTop(from start: Mark) {
        if !eat(.number) { expected("a number: `top 10`") }
        let outer = modifiersBelongOutside
        modifiersBelongOutside = true
        if !atClauseEnd(), !at(.by), !at(.per) { parseSum() }
        if at(.by) {
            let part = mark
            bump()
            parseExpression()
            finish(.byPart, from: part)
        }
        if at(.per) {
            let part = mark
            bump()
            parseSum()
            finish(.perPart, from: part)
        }
        modifiersBelongOutside = outer
        finish(.topClause, from: start)
    }

    private mutating func parseOption() {
        let start = mark
        if eat(.ci) {
            if !eat(.percent) { expected("a confidence level such as 95%") }
        } else if !eat(.others), !eat(.totals), !eat(.n) {
            expected("an option: others, totals, n or ci 95%")
            if at(.word), !atClauseEnd() { bump() }
        }
        finish(.option, from: start)
    }

    private mutating func parseCompare(from start: Mark) {
        let outer = toBelongsOutside
        toBelongsOutside = true
        if !at(.to) { parseExpression() }
        toBelongsOutside = outer
        parseKeyword(.to)
        if !eat(.rest) {
            if startsRelativePeriod { parsePeriod() } else { parseExpression() }
        }
        finish(.compareClause, from: start)
    }

    private mutating func parseWhy(from start: Mark) {
        parseSum()
        if eat(.between) {
            parsePeriod()
            parseKeyword(.and)
            parsePeriod()
        } else if eat(.for) {
            parseExpression()
            parseKeyword(.vs)
            if !eat(.rest) { parseExpression() }
        } else {
            expected("`between … and …` or `for … vs …`")
        }
        parseBy(after: "why …")
        parseDimensions()
        finish(.whyClause, from: start)
    }
}
