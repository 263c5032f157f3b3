import Diagnostics

/// How people say measures elsewhere: `mean x`, `count distinct x`, `late rate`. Each is understood well enough to offer the
/// right spelling, and never accepted.
extension Parser {
    /// A measure in another language's words, up to its operand; false where none stands.
    mutating func parseForeignMeasure(from start: Mark) -> Bool {
        if parseFractionOfPercent(from: start) || parsePerFirst(from: start) { return true }
        guard at(.word) || at(.number) && spells(lookahead(1), "percentile"), let (words, spelling) = foreignMeasure(),
            startsOperand(lookahead(words)) || words == 3 && (isOfTotal || spelling == "count")
        else { return false }
        let last = lookahead(words - 1)
        reportForeign(spelling, at: SourceRange(token.start, last.end))
        let isWhole = isOfTotal || spelling == "count"
        for _ in 0..<words { bump() }
        if isWhole { finish(.unexpected, from: start) } else { parseOperandOfHabit(from: start) }
        return true
    }

    /// `p99.9 x`: the quantiles that have a name are those of whole percents.
    private mutating func parseFractionOfPercent(from start: Mark) -> Bool {
        let last = lookahead(2)
        guard at(.word), AggregateWord.quantile(text(token)) != nil, lookahead(1).touchesPrevious,
            text(lookahead(1)) == ".", last.kind == .number, last.touchesPrevious, startsOperand(lookahead(3))
        else { return false }
        let range = SourceRange(token.start, last.end)
        error(
            "quantile-fraction", at: range,
            "quantiles are those of whole percents, `p01` to `p99`, found `\(source.text(range))`",
            fixIts: [.writing(text(token), at: range)])
        for _ in 0..<3 { bump() }
        parseOperandOfHabit(from: start)
        return true
    }

    /// `per 1000 count`: the measure stands first, and what `lookup` brings behind the number.
    private mutating func parsePerFirst(from start: Mark) -> Bool {
        guard at(.per), lookahead(1).kind == .number, startsOperand(lookahead(2)) else { return false }
        let range = SourceRange(token.start, lookahead(1).end)
        let measure = text(lookahead(2))
        error(
            "per-before-measure", at: range,
            "`\(source.text(range))` stands behind a measure, and before a column that `lookup` brings",
            advice: "as in `\(measure) \(source.text(range)) population`",
            fixIts: [
                FixIt(
                    "leave `\(source.text(range))` out", range: SourceRange(range.start, lookahead(2).start),
                    replacement: "")
            ])
        for _ in 0..<2 { bump() }
        parseOperandOfHabit(from: start)
        return true
    }

    /// The operand behind words that were reported.
    private mutating func parseOperandOfHabit(from start: Mark) {
        if enter() {
            parseApplication()
            depth -= 1
        }
        finish(.unexpected, from: start)
    }

    /// How many words the habit takes, and what is written for them.
    private mutating func foreignMeasure() -> (words: Int, spelling: String)? {
        let (first, second, third) = (text(token).lowercased(), lookahead(1), lookahead(2))
        // `mean (x)` and `total, count` may be a function or a column.
        guard second.kind != .leftParenthesis else { return nil }
        if first == "count", spells(second, "distinct", "unique") { return (2, "distinct") }
        if first == "rolling", second.kind == .number, let unit = Parser.unit(text(third)) {
            return (3 + averageWords(at: 3), "rolling \(text(second))\(unit)")
        }
        if first == "number", second.keyword == .of {
            return spells(third, "cases", "requests", "calls", "rows", "tickets", "complaints", "records", "reports")
                ? (3, "count") : (2, "distinct")
        }
        guard token.keyword == nil else { return nil }
        if let spelling = AggregateWord.spelling(ofForeign: first) { return (1, spelling) }
        if let length = Parser.growth(first), axis != nil { return (1, "growth \(length) in") }
        switch first {
        case _ where token.kind == .number:
            guard let number = ordinal(first), spells(second, "percentile") else { return nil }
            return (third.keyword == .of ? 3 : 2, "p" + (number.utf8.count == 1 ? "0" : "") + number)
        case "percentile", "quantile":
            let digits = text(second)
            guard second.kind == .number, digits.utf8.count <= 2 else { return nil }
            return (2, "p" + (digits.utf8.count == 1 ? "0" : "") + digits)
        case "percent", "percentage", "pct":
            if isOfTotal { return (3, "share of count") }
            if second.keyword == .of { return (2, "share of") }
            if spells(second, "change"), third.keyword == .in { return (3, "growth in") }
            return nil
        case "p0": return (1, "min")
        case "p100": return (1, "max")
        case _ where first.utf8.count == 2 && first.first == "p" && first.last?.isNumber == true:
            return (1, "p0" + first.suffix(1))
        case "moving":
            return spells(second, "average", "mean") ? (2 + (third.keyword == .of ? 1 : 0), "rolling \(window())") : nil
        default: return nil
        }
    }

    /// `90th`, without its ending.
    private func ordinal(_ word: String) -> String? {
        let digits = word.prefix { $0.isNumber }
        return digits.utf8.count <= 2 && ["st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
            ? String(digits) : nil
    }

    /// The length of year over year, and the like.
    package static func growth(_ word: String) -> String? {
        switch word {
        case "yoy": "1y"
        case "qoq": "3mo"
        case "mom": "1mo"
        case "wow": "1w"
        default: nil
        }
    }

    /// `percent of total`
    private var isOfTotal: Bool {
        spells(token, "percent", "percentage", "pct") && lookahead(1).keyword == .of
            && spells(lookahead(2), "total", "all")
    }

    /// The words `average of` behind `rolling 3 months`.
    private func averageWords(at distance: Int) -> Int {
        guard spells(lookahead(distance), "average", "mean", "avg") else { return 0 }
        return lookahead(distance + 1).keyword == .of ? 2 : 1
    }

    /// A usual window for the time axis.
    private mutating func window() -> String {
        ["day": "7d", "week": "4w", "quarter": "12mo", "year": "3y"][axis.map(text) ?? ""] ?? "3mo"
    }

    private static func unit(_ word: String) -> String? {
        let units = [
            "minute": "min", "hour": "h", "day": "d", "week": "w", "month": "mo", "quarter": nil, "year": "y",
        ]
        let word = word.lowercased()
        return units[word.last == "s" ? String(word.dropLast()) : word] ?? nil
    }

    /// `late rate` and `late percentage`: a share is a condition and a percent sign. The word behind the condition is consumed.
    mutating func parseRateWord(from start: Mark) -> Bool {
        guard spells(token, "rate", "percentage", "percent", "pct"), lookahead(1).kind != .equal,
            tokens[position - 1].kind == .word || tokens[position - 1].kind == .rightParenthesis
        else { return false }
        let first = tokens[start.token].start
        let condition = source.text(SourceRange(first, endOfPrevious))
        reportForeign("\(condition)%", at: SourceRange(first, token.end))
        bump()
        finish(.rate, from: start)
        return true
    }

    /// `365 days`: a length is one word. The number has been consumed; false where no unit follows.
    mutating func parseUnitWord() -> Bool {
        guard at(.word), !token.startsLine, token.keyword == nil || token.keyword?.isReserved == false,
            let unit = Parser.unit(text(token)), lookahead(1).kind != .equal, lookahead(1).kind != .leftParenthesis
        else { return false }
        let number = tokens[position - 1]
        reportForeign(text(number) + unit, at: SourceRange(number.start, token.end))
        bump()
        return true
    }

    /// `like "%MAIN%"`: what the pattern asks for, in the words of Tally; nil for patterns that have none.
    func textTest(forPattern pattern: Token) -> String? {
        guard pattern.kind == .text else { return nil }
        let quoted = text(pattern)
        guard let quote = quoted.first, quoted.count >= 2 else { return nil }
        let inner = quoted.dropFirst().dropLast()
        let core = inner.drop { $0 == "%" }
        let middle = core.last == "%" ? core.dropLast() : core
        guard middle.count < inner.count, !middle.isEmpty, !middle.contains("%"), !middle.contains("_") else {
            return nil
        }
        let word =
            switch (inner.first == "%", inner.last == "%") {
            case (false, true): "starts with"
            case (true, false): "ends with"
            default: "contains"
            }
        return "\(word) \(quote)\(middle)\(quote)"
    }

    /// A measure at the start of a query, without `show`; false where none stands.
    mutating func parseBareMeasure() -> Bool {
        guard !at(.endOfText), startsBareMeasure else { return false }
        let start = mark
        error(
            "missing-show", at: token.range, "a measure stands behind `show`",
            fixIts: [FixIt("write `show`", range: SourceRange(token.start, token.start), replacement: "show ")])
        silenceErrorsHere()
        parseItems("a measure")
        finish(.showClause, from: start)
        return true
    }

    private var startsBareMeasure: Bool {
        let next = lookahead(1)
        if at(.word), token.keyword?.isReserved != true, next.kind == .percentSign, next.touchesPrevious { return true }
        if token.namesAggregate, startsOperand(next), misspeltClause() == nil { return true }
        if spells(token, "share", "rank", "index", "anomaly"), next.keyword == .of { return true }
        guard spells(token, "count") else { return false }
        return next.kind == .comma || next.keyword == .by || next.keyword == .if
    }
}
