import Diagnostics

/// The clauses with parts of their own.
extension Parser {
    mutating func parseShow(from start: Mark) -> SyntaxKind {
        guard lookahead(1).kind == .number && (at(.top) || at(.bottom)) else {
            parseItemsOrStar("a measure such as `count`", from: start)
            return .showClause
        }
        // `show top 5 …`: the clause behind it stands alone.
        let range = SourceRange(tokens[start.token].start, token.start)
        error(
            "show-top", at: token.range, "`\(text(token))` is a clause of its own",
            fixIts: [FixIt("leave `show` out", range: range, replacement: "")])
        return .unexpected
    }

    mutating func parseList(from start: Mark) -> SyntaxKind {
        if atClauseEnd() {
            let range = SourceRange(tokens[start.token].start, endOfPrevious)
            error(
                "expected", at: range, "`list` needs a column; without it rows come with all columns",
                fixIts: [FixIt("leave `list` out", range: range, replacement: "")])
        } else {
            parseItemsOrStar("a column", from: start)
        }
        return .listClause
    }

    /// `list *`, as SQL has it: rows come with all columns when no clause names any.
    private mutating func parseItemsOrStar(_ what: String, from start: Mark) {
        guard at(.star) else { return parseItems(what) }
        let range = SourceRange(tokens[start.token].start, token.end)
        let isOnly = lookahead(1).kind != .comma && (start.token > 0 || lookahead(1).kind != .endOfText)
        error(
            "foreign-spelling", at: range, "rows are listed with all columns where no clause names any",
            fixIts: isOnly ? [FixIt("leave `\(source.text(range))` out", range: range, replacement: "")] : [])
        bump()
        if eat(.comma) { parseItems(what) }
    }

    mutating func parseSort(includesBy: Bool) {
        if startsDirectionBeforeKey { return parseDirectionBeforeKey(includesBy: includesBy) }
        if !includesBy { parseBy(after: "sort") }
        repeat { parseSortKey() } while eat(.comma)
    }

    /// Columns, or the point that lies in a zone.
    mutating func parseLookupKey() {
        if eat(.containing) { return parseDimension() }
        parseKeyword(.on)
        parseDimensions()
    }

    /// sort_key = expression [ "asc" | "desc" ] ;
    mutating func parseSortKey() {
        let start = mark
        parseExpression("a measure or column")
        if !eat(.asc), !eat(.desc), spells(token, "ascending", "descending") {
            reportForeign(spells(token, "ascending") ? "asc" : "desc")
            bump()
        }
        finish(.sortKey, from: start)
    }

    /// top = ( "top" | "bottom" ) NUMBER [ sum ] [ "by" expression ] [ "per" operand ] ;
    mutating func parseTop() -> SyntaxKind {
        if !eat(.number) { expected("a number", fixIts: [insertion("10")]) }
        let around = outside
        outside.insert(.within)
        if !atClauseEnd(), !at(.by), !at(.per), misspeltClause() == nil { parseSum() }
        if at(.by) {
            let part = mark
            bump()
            parseExpression("a measure")
            finish(.byPart, from: part)
        }
        if at(.per) {
            let part = mark
            bump()
            wanted = (position, "a column")
            parsePrimary()
            finish(.perPart, from: part)
        }
        outside = around
        return .topClause
    }

    /// option = "others" | "totals" | "n" | "ci" PERCENT ;
    mutating func parseOption() {
        let start = mark
        if eat(.ci) {
            if !eat(.percent) {
                expected("a confidence level such as 95%", fixIts: atClauseEnd() ? [insertion("95%")] : [])
            }
        } else if !eat(.others), !eat(.totals), !eat(.n) {
            let options = ["others", "totals", "n", "ci"]
            let near = at(.word) ? Suggestion.nearest(to: text(token), among: options) : nil
            expected(
                "others, totals, n or ci 95%",
                fixIts: near.map { [FixIt("replace it with `\($0)`", range: token.range, replacement: $0)] } ?? [])
            if at(.word), !atClauseEnd() { bump() }
        }
        finish(.option, from: start)
    }

    /// compare = "compare" [ expression ] "to" ( "rest" | "previous" GRAIN | period | expression ) ;
    mutating func parseCompare() -> SyntaxKind {
        let around = outside
        outside.insert(.to)
        let condition = mark
        if !at(.to), !startsPeriod { parseExpression("a condition or `to`") }
        outside = around
        if at(.with), startsOperand(lookahead(1)), ![.n, .ci].contains(lookahead(1).keyword) {
            // `compare district = 1 with district = 5`
            reportForeign("to")
            bump()
            parseExpression("a condition")
            return .compareClause
        }
        if position > condition.token, !at(.to), atClauseEnd() {
            reportMissingBase(from: condition)
            return .compareClause
        }
        let isBare = startsLastGrain
        if !isBare { parseKeyword(.to) }
        if !eat(.rest) {
            let operand = mark
            if startsPeriod {
                parsePeriod(previous: isBare ? "to previous" : "previous")
            } else {
                parseExpression("`rest`, a period or a condition")
                parseRangeEnd(from: operand)
            }
        }
        return .compareClause
    }

    /// `compare 2023`: what was meant to be compared with stands where the condition does.
    private mutating func reportMissingBase(from operand: Mark) {
        let range = SourceRange(tokens[operand.token].start, endOfPrevious)
        let found = source.text(range)
        error(
            "missing-to", at: range, "what is compared with stands behind `to`: `compare to \(found)`",
            fixIts: [.writing("to \(found)", at: range)])
        finish(.unexpected, from: operand)
    }

    /// why = "why" sum ( "between" period "and" period | "for" … "vs" … ) "by" dimension { "," dimension } ;
    mutating func parseWhy(from start: Mark) -> SyntaxKind {
        let around = outside
        outside.insert(.between)
        wanted = (position, "a measure")
        parseSum()
        outside = around
        if eat(.between) {
            parsePeriodOfWhy()
            parseKeyword(.and)
            parsePeriodOfWhy()
        } else if eat(.for) {
            parseExpression("a condition")
            parseKeyword(.vs)
            if !eat(.rest) { parseExpression("`rest` or a condition") }
        } else if at(.compare), lookahead(2).keyword == .to, !lookahead(3).isEnd {
            // `why late% compare 2023 to 2022`, as a query compares.
            let range = SourceRange(token.start, lookahead(3).end)
            reportForeign("between \(text(lookahead(3))) and \(text(lookahead(1)))", at: range)
            let compared = mark
            for _ in 0..<4 { bump() }
            finish(.unexpected, from: compared)
        } else {
            expected(
                "`between … and …` or `for … vs …`",
                advice: "such as `\(written(from: start)) between 2022 and 2023 by reason, source`",
                as: at(.by) ? "why-between" : "why-between-by")
        }
        if atClauseEnd(), !at(.by) {
            expected(
                "`by` and columns", advice: "such as `\(written(from: start)) by reason, source`", as: "why-by")
        } else {
            parseBy(after: "why …")
        }
        parseDimensions()
        return .whyClause
    }

    private func written(from start: Mark) -> String {
        source.text(SourceRange(tokens[start.token].start, endOfPrevious))
    }

    /// `between opened in 2022 and opened in 2023`: the time is known, and the periods alone are named.
    private mutating func parsePeriodOfWhy() {
        if at(.word), lookahead(1).keyword == .in {
            let range = SourceRange(token.start, lookahead(2).start)
            error(
                "foreign-spelling", at: SourceRange(token.start, lookahead(1).end),
                "`between` takes `\(text(lookahead(2)))` alone",
                fixIts: [FixIt("leave `\(text(token)) in` out", range: range, replacement: "")])
            let named = mark
            for _ in 0..<2 { bump() }
            finish(.unexpected, from: named)
        }
        parsePeriod()
    }
}
