import Diagnostics

/// Conditions: everything of an expression that binds less than arithmetic.
extension Parser {
    /// expression = conjunction { "or" conjunction } ;
    ///
    /// `what` names what is missing when nothing stands here.
    mutating func parseExpression(_ what: String = "a name or a value") {
        wanted = (position, what)
        if depth == 0 { operators = 0 }
        guard enter() else { return }
        defer { depth -= 1 }
        let start = mark
        parseConjunction()
        var many = false
        while at(.or) || (lookahead(1).keyword?.startsClause != true && atForeign("||", "or")) {
            bump()
            parseConjunction()
            many = true
        }
        if many { finish(.orExpression, from: start) }
    }

    /// conjunction = negation { "and" negation } ;
    private mutating func parseConjunction() {
        let start = mark
        parseNegation()
        var many = false
        while at(.and) || atForeign("&&", "and") || atForeign("&", "and") {
            bump()
            parseNegation()
            many = true
        }
        if many { finish(.andExpression, from: start) }
    }

    /// negation = "not" negation | comparison ;
    private mutating func parseNegation() {
        guard at(.not) || atForeign("!", "not", "not ") else { return parseComparison() }
        guard enter() else { return }
        defer { depth -= 1 }
        let start = mark
        bump()
        parseNegation()
        finish(.notExpression, from: start)
    }

    /// comparison = sum [ comparator ( sum | relative_period ) | membership | between | missing_test | text_test ] ;
    private mutating func parseComparison() {
        let start = mark
        parseSum()
        switch token.kind {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .tilde: break
        case .unknown:
            guard let spelling = ForeignComparator.signs[text(token)] else { return }
            reportForeign(spelling)
        case .word: return parseWordComparison(from: start)
        default: return
        }
        if at(.equal) || at(.notEqual), spells(lookahead(1), "null") { return parseComparisonWithNull(from: start) }
        bump()
        if startsRelativePeriod { parsePeriod() } else { parseSum() }
        finish(.comparison, from: start)
    }

    /// `x = null` is `x is missing` for those who come from SQL and expect it to work.
    private mutating func parseComparisonWithNull(from start: Mark) {
        let range = SourceRange(token.start, lookahead(1).end)
        reportForeign(at(.equal) ? "is missing" : "is known", at: range)
        bump()
        bump()
        finish(.missingTest, from: start)
    }

    private mutating func parseWordComparison(from start: Mark) {
        switch token.keyword {
        case .in:
            bump()
            parseMembership(from: start)
        case .not where lookahead(1).keyword == .in:
            bump()
            bump()
            parseMembership(from: start)
        case .not where negatesBehindOperand(lookahead(1)):
            let operand = source.text(SourceRange(tokens[start.token].start, endOfPrevious))
            let range = SourceRange(tokens[start.token].start, token.end)
            error(
                "misplaced-not", at: token.range, "`not` stands before the whole condition: `not \(operand) …`",
                fixIts: [FixIt("move `not` to the front", range: range, replacement: "not \(operand)")])
            bump()
            parseWordComparison(from: start)
        case .some where startsPeriod && !token.startsLine && clause == .where:
            // `where opened last 30 days`
            error(
                "expected", at: token.range, "expected `in` before a period, found \(found)", fixIts: [insertion("in")])
            parsePeriod()
            finish(.unexpected, from: start)
        case .between where !outside.contains(.between): parseBetween(from: start)
        case .is: parseMissingTest(from: start)
        case .contains, .matches: parseTextTest(from: start)
        case .starts, .ends:
            bump()
            parseKeyword(.with)
            parseSum()
            finish(.textTest, from: start)
        case nil where spells(token, "like", "ilike"):
            if let test = textTest(forPattern: lookahead(1)) {
                reportForeign(test, at: SourceRange(token.start, lookahead(1).end))
            } else {
                reportForeign("contains")
            }
            parseTextTest(from: start)
        case nil where comparatorInWords != nil: parseComparatorInWords(from: start, at: token.start)
        case nil:
            guard let spelling = ForeignComparator.words[text(token).lowercased()] else { return }
            reportForeign(spelling)
            bump()
            if startsPeriod { parsePeriod() } else { parseSum() }
            finish(.comparison, from: start)
        default: break
        }
    }

    private func negatesBehindOperand(_ next: Token) -> Bool {
        switch next.keyword {
        case .contains, .matches, .starts, .ends, .between: true
        case nil: spells(next, "like", "ilike")
        default: false
        }
    }

    private mutating func parseTextTest(from start: Mark) {
        bump()
        parseSum()
        finish(.textTest, from: start)
    }

    /// between = "between" sum "and" sum ;
    private mutating func parseBetween(from start: Mark) {
        bump()
        parseSum()
        if at(.to) {
            reportForeign("and")
            bump()
        } else {
            parseKeyword(.and)
        }
        parseSum()
        finish(.betweenExpression, from: start)
    }

    /// membership = [ "not" ] "in" ( "(" sum { "," sum } ")" | period ) ;
    private mutating func parseMembership(from start: Mark) {
        if parseValueOfColumn(from: start) { return }
        if at(.leftParenthesis) {
            let list = mark
            bump()
            let around = outside
            outside = []
            repeat {
                wanted = (position, "a value")
                parseSum()
            } while eat(.comma)
            outside = around
            parseClosingParenthesis()
            finish(.valueList, from: list)
        } else if at(.text) || (at(.number) && token.range.length != 4) || startsBarePeriods {
            parseBareList()
        } else if at(.unknown), text(token) == "[" {
            parseBracketedList()
        } else {
            wanted = (position, "a list in parentheses or a period")
            parsePeriod()
        }
        finish(.membership, from: start)
    }

    /// `in 2020, 2021`: in a condition nothing else is behind a comma.
    private var startsBarePeriods: Bool {
        clause == .where && (at(.number) || at(.date)) && lookahead(1).kind == .comma && lookahead(2).kind == token.kind
    }

    /// `in 5, 6` without parentheses: no period looks so, so a list was meant.
    private mutating func parseBareList() {
        let list = mark
        let kind = token.kind
        var count = 1
        while lookahead(count).kind == .comma, lookahead(count + 1).kind == kind { count += 2 }
        let range = SourceRange(token.start, lookahead(count - 1).end)
        error(
            "missing-parentheses", at: range, "the values after `in` stand in parentheses",
            fixIts: [FixIt("add parentheses", range: range, replacement: "(\(source.text(range)))")])
        for _ in 0..<count {
            let value = mark
            bump()
            if tokens[position - 1].kind == kind { finish(.literal, from: value) }
        }
        finish(.valueList, from: list)
    }

    /// missing_test = "is" ( "missing" | "known" ) ;
    private mutating func parseMissingTest(from start: Mark) {
        let sign = token.start
        bump()
        if eat(.missing) || eat(.known) { return finish(.missingTest, from: start) }
        if comparatorInWords != nil { return parseComparatorInWords(from: start, at: sign) }
        let first = token
        let negated = at(.not)
        let word = negated ? lookahead(1) : first
        if !negated, startsOperand(first), first.keyword == nil || first.keyword == .true || first.keyword == .false,
            !spells(first, "null", "empty", "blank", "na")
        {
            // `district is 5`
            reportForeign("=", at: tokens[position - 1].range)
            parseSum()
            return finish(.comparison, from: start)
        }
        guard word.keyword == .missing || word.keyword == .known || spells(word, "null", "empty", "blank", "na") else {
            expected("`missing` or `known`")
            return finish(.missingTest, from: start)
        }
        let spelling = negated == (word.keyword == .known) ? "is missing" : "is known"
        reportForeign(spelling, at: SourceRange(tokens[position - 1].start, word.end))
        if negated { bump() }
        bump()
        finish(.missingTest, from: start)
    }

    // MARK: - Depth

    /// Goes one level deeper; false where that is too deep, after putting the rest of the clause aside.
    mutating func enter() -> Bool {
        guard depth < Parser.maximumDepth else {
            refuse("the expression is nested more than \(Parser.maximumDepth) levels deep")
            return false
        }
        depth += 1
        return true
    }

    /// Counts an operator that makes the tree deeper to the left; false where there are too many.
    mutating func countOperator() -> Bool {
        operators += 1
        guard operators > Parser.maximumOperators else { return true }
        refuse("the expression has more than \(Parser.maximumOperators) operators")
        return false
    }

    private mutating func refuse(_ message: String) {
        error("too-deep", at: token.range, message)
        let start = mark
        while !atClauseEnd() { bump() }
        finish(.unexpected, from: start)
        silenceErrorsHere()
    }
}
