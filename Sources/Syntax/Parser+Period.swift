extension Parser {
    /// Whether `last 30 days`, `this month`, `previous quarter` or `same month last year` begins here.
    var startsRelativePeriod: Bool {
        switch token.keyword {
        case .last, .next: lookahead(1).kind == .number
        case .this, .previous, .same: lookahead(1).kind == .word && lookahead(1).keyword?.isReserved != true
        default: false
        }
    }

    /// Whether `last year` stands here, which is spelt `previous year`.
    var startsLastGrain: Bool { at(.last) && isGrain(lookahead(1)) }

    /// Whether `next month` stands here, which is spelt `next 1 month`.
    private var startsNextGrain: Bool { at(.next) && isGrain(lookahead(1)) }

    /// Whether a period begins here that is no moment.
    var startsPeriod: Bool { startsRelativePeriod || startsLastGrain || startsNextGrain }

    /// period = moment [ "to" moment ] | relative_period ;
    ///
    /// - Parameter previous: how `last year` is spelt here.
    mutating func parsePeriod(previous: String = "previous") {
        if startsLastGrain { reportForeign(previous) }
        if startsNextGrain { reportForeign("next 1") }
        if startsPeriod { return parseRelativePeriod() }
        let start = mark
        parseSum()
        parseRangeEnd(from: start)
    }

    /// `to moment`, where the expression since `start` was the first moment of a range.
    mutating func parseRangeEnd(from start: Mark) {
        guard at(.to), !outside.contains(.to) else { return }
        bump()
        wanted = (position, "the end of the period")
        parseSum()
        finish(.periodRange, from: start)
    }

    private mutating func parseRelativePeriod() {
        let start = mark
        let isSame = at(.same)
        bump()
        bump()
        if tokens[position - 1].kind == .number {
            if at(.word), !atClauseEnd() {
                bump()
            } else {
                expected("a unit such as `days`", fixIts: [insertion("days")])
            }
        }
        if isSame {
            parseKeyword(.last)
            if spells(token, "year") { bump() } else { expected("`year`") }
        }
        finish(.relativePeriod, from: start)
    }
}
