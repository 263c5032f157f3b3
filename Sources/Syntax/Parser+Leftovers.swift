import Diagnostics

/// What people leave standing behind an item or a clause because a sentence has it there: `late% in district 5`,
/// `count for district 5`, `limit 5 districts`, `draw count by month`.
extension Parser {
    /// `late% in district 5`, where `in` has been consumed: a value without its sign, which belongs into `where`.
    mutating func parseValueOfColumn(from start: Mark) -> Bool {
        guard clause == .show || clause == .list, startsColumnAndValue(at: 0) else { return false }
        let range = SourceRange(tokens[position - 1].start, lookahead(1).end)
        reportForeign("where \(text(token)) = \(text(lookahead(1)))", at: range)
        bump()
        bump()
        finish(.unexpected, from: start)
        return true
    }

    /// `show count for district 5` and `show count for late`: conditions stand in `where`.
    mutating func parseStrayValue() -> Bool {
        let next = lookahead(1)
        guard at(.for), !token.startsLine, next.kind == .word || next.kind == .quotedName, startsOperand(next) else {
            return false
        }
        let start = mark
        let isValue = startsColumnAndValue(at: 1)
        let range = isValue ? SourceRange(token.start, lookahead(2).end) : token.range
        reportForeign(isValue ? "where \(text(next)) = \(text(lookahead(2)))" : "where", at: range)
        bump()
        parseExpression()
        if isValue { bump() }
        finish(.unexpected, from: start)
        silenceErrorsHere()
        return true
    }

    /// Whether a name stands so many tokens ahead, and a value right behind it.
    private func startsColumnAndValue(at distance: Int) -> Bool {
        let (name, value) = (lookahead(distance), lookahead(distance + 1))
        return (name.kind == .quotedName || name.kind == .word && name.keyword == nil)
            && (value.kind == .number || value.kind == .text) && !value.startsLine
    }

    /// `limit 5 districts`, where the number has been consumed.
    mutating func parseCounted() {
        guard at(.word), token.keyword == nil, !atClauseEnd(), misspeltClause() == nil else { return }
        let start = mark
        error(
            "unexpected", at: token.range, "`limit` counts the rows of the result, whatever they are",
            fixIts: [
                FixIt("leave `\(text(token))` out", range: SourceRange(endOfPrevious, token.end), replacement: "")
            ])
        bump()
        finish(.unexpected, from: start)
    }

    /// `draw count by month`, where `draw` has been consumed: what is drawn stands in `show`.
    mutating func parseDrawnMeasure(from start: Mark) -> Bool {
        let charts = ["bars", "line", "spark", "heatmap", "histogram", "box", "map", "table"]
        guard at(.word), !atClauseEnd(), !charts.contains(text(token).lowercased()) else { return false }
        var count = 1
        while count < 20, lookahead(count).keyword != .by, !endsClause(lookahead(count)) { count += 1 }
        guard lookahead(count).keyword == .by, lookahead(count + 1).kind == .word else { return false }
        let measure = source.text(SourceRange(token.start, lookahead(count - 1).end))
        let isAxis = isGrain(lookahead(count + 1))
        for _ in 0...count { bump() }
        let first = token.start
        while !atClauseEnd() { bump() }
        let groups = source.text(SourceRange(first, endOfPrevious))
        reportForeign(
            isAxis ? "over \(groups) show \(measure) draw line" : "group by \(groups) show \(measure) draw bars",
            at: SourceRange(tokens[start.token].start, endOfPrevious))
        silenceErrorsHere()
        return true
    }

    private func endsClause(_ token: Token) -> Bool {
        token.kind == .endOfText || token.kind == .bar || token.keyword?.startsClause == true
    }
}
