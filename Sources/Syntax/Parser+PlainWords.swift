import Diagnostics

/// Words that people put between what a query needs: `more than 5`, `day of week`, `show me the backlog`. Each is told how
/// Tally says it.
extension Parser {
    /// `more than`, `at least`, `equal to`: how many words they take, and the sign for them.
    var comparatorInWords: (words: Int, sign: String)? {
        guard at(.word), token.keyword == nil, !token.startsLine else { return nil }
        let next = lookahead(1)
        switch text(token).lowercased() {
        case "more", "greater", "larger", "higher", "longer", "older", "over":
            return spells(next, "than") ? (2, ">") : nil
        case "less", "fewer", "smaller", "lower", "shorter", "younger": return spells(next, "than") ? (2, "<") : nil
        case "at": return spells(next, "least") ? (2, ">=") : spells(next, "most") ? (2, "<=") : nil
        case "equal": return next.keyword == .to ? (2, "=") : (1, "=")
        default: return nil
        }
    }

    /// The rest of a comparison whose sign is written in words that begin at a place: `is` may stand before them.
    mutating func parseComparatorInWords(from start: Mark, at place: Int) {
        guard let (words, sign) = comparatorInWords else { return }
        reportForeign(sign, at: SourceRange(place, lookahead(words - 1).end))
        for _ in 0..<words { bump() }
        parseSum()
        finish(.comparison, from: start)
    }

    /// `in [1, 2, 3]`
    mutating func parseBracketedList() {
        let list = mark
        var count = 1
        while count < 100, lookahead(count).kind != .endOfText, text(lookahead(count)) != "]" { count += 1 }
        let isClosed = text(lookahead(count)) == "]"
        let range = SourceRange(token.start, isClosed ? lookahead(count).end : lookahead(count - 1).end)
        let inner = source.text(SourceRange(token.end, range.end - (isClosed ? 1 : 0)))
        error(
            "missing-parentheses", at: range, "the values after `in` stand in parentheses",
            fixIts: [.writing("(\(inner))", at: range)])
        bump()
        repeat { parseSum() } while eat(.comma)
        if text(token) == "]" { bump() }
        finish(.valueList, from: list)
    }

    /// `percent late` and `% late`: the sign stands behind its condition. False where neither stands.
    mutating func parsePercentBefore(from start: Mark) -> Bool {
        let next = lookahead(1)
        // What is rare is asked first: every word comes by here.
        guard next.kind == .word, next.keyword == nil, !next.startsLine,
            at(.percentSign) || spells(token, "percent", "percentage", "pct"), lookahead(2).kind != .leftParenthesis,
            !spells(next, "change")
        else { return false }
        reportForeign("\(text(next))%", at: SourceRange(token.start, next.end))
        bump()
        bump()
        finish(.unexpected, from: start)
        return true
    }

    /// `day of week`, as a part of the default time.
    mutating func parsePartOfTime(from start: Mark) -> Bool {
        guard lookahead(1).keyword == .of else { return false }
        let words = "\(text(token)) of \(text(lookahead(2)))".lowercased()
        let parts = ["day of week": "weekday", "hour of day": "hour", "month of year": "month_name"]
        guard let part = parts[words] else { return false }
        reportForeign("\(part)(opened)", at: SourceRange(token.start, lookahead(2).end))
        for _ in 0..<3 { bump() }
        finish(.unexpected, from: start)
        return true
    }

    /// `median of x`, as one says it: the operand stands right behind its measure. False where none stands.
    mutating func parseAggregateOf(from start: Mark) -> Bool {
        let (of, operand) = (lookahead(1), lookahead(2))
        guard token.namesAggregate, of.keyword == .of, startsOperand(operand), enter() else { return false }
        defer { depth -= 1 }
        error(
            "foreign-spelling", at: SourceRange(token.start, of.end),
            Spelling.foreign(source.text(SourceRange(token.start, of.end)), text(token)),
            fixIts: [
                FixIt("leave `of` out", range: SourceRange(token.end, operand.start), replacement: " ")
            ])
        bump()
        bump()
        parseApplication()
        finish(.unexpected, from: start)
        return true
    }

    /// `list last 10 cases`: the order is named, and the number. The clause word has been consumed; false where none stands.
    mutating func parseNewest(from start: Mark) -> Bool {
        let isNewest = at(.last) || spells(token, "latest", "newest", "recent")
        guard isNewest || spells(token, "first", "oldest", "earliest"), lookahead(1).kind == .number,
            lookahead(2).kind == .word || lookahead(2).kind == .endOfText
        else { return false }
        let number = text(lookahead(1))
        bump()
        bump()
        if at(.word), token.keyword == nil { bump() }
        let spelling = "sort by opened\(isNewest ? " desc" : "") limit \(number)"
        reportForeign(spelling, at: SourceRange(tokens[start.token].start, endOfPrevious))
        silenceErrorsHere()
        finish(.unexpected, from: start)
        return true
    }

    /// `show me the …`: nobody needs to be named.
    mutating func parseAddressee() {
        guard spells(token, "me", "us", "the"), lookahead(1).kind == .word, !lookahead(1).startsLine else { return }
        let start = mark
        let first = token
        repeat { bump() } while spells(token, "the", "a", "all")
        let range = SourceRange(first.start, token.start)
        error(
            "unexpected", at: SourceRange(first.start, endOfPrevious), "what is shown stands right behind `show`",
            fixIts: [
                FixIt(
                    "leave `\(source.text(SourceRange(first.start, endOfPrevious)))` out", range: range, replacement: ""
                )
            ])
        silenceErrorsHere()
        finish(.unexpected, from: start)
    }

    /// `show count last month`, `show count from 2022-01-01`: a period stands in `where`. False where none stands.
    mutating func parseStrayPeriod() -> Bool {
        guard startsPeriod, !token.startsLine else { return false }
        let start = mark
        // `last month` is spelt otherwise too.
        let spelling = startsLastGrain ? "where opened in previous" : "where opened in \(text(token))"
        error(
            "period-without-time", at: token.range, "a period stands in `where`, against a time",
            fixIts: [
                FixIt(
                    "write `\(spelling)`", range: SourceRange(endOfPrevious, token.end), replacement: " \(spelling)")
            ])
        silenceErrorsHere()
        parsePeriod()
        finish(.unexpected, from: start)
        return true
    }

    /// `from 2022-01-01 to 2022-12-31`: the word has been consumed. False where no day follows.
    mutating func parseSinceDay(from start: Mark) -> Bool {
        guard at(.date) || at(.number) && token.range.length == 4 else { return false }
        let word = tokens[start.token].range
        reportForeign(lookahead(1).keyword == .to ? "where opened in" : "where opened >=", at: word)
        silenceErrorsHere()
        parsePeriod()
        finish(.unexpected, from: start)
        return true
    }
}
