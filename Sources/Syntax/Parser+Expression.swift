import Diagnostics

extension Parser {
    /// expression = conjunction { "or" conjunction } ;
    mutating func parseExpression() {
        guard enter() else { return }
        defer { depth -= 1 }
        let start = mark
        parseConjunction()
        var many = false
        while at(.or) || atForeign("||", "or") {
            bump()
            parseConjunction()
            many = true
        }
        if many { finish(.orExpression, from: start) }
    }

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

    private mutating func parseNegation() {
        let foreign = atForeign("!", "not ")
        guard at(.not) || foreign else { return parseComparison() }
        guard enter() else { return }
        defer { depth -= 1 }
        let start = mark
        bump()
        parseNegation()
        finish(.notExpression, from: start)
    }

    /// comparison = sum [ comparator sum | membership | between | missing_test | text_test ] ;
    private mutating func parseComparison() {
        let start = mark
        parseSum()
        _ = atForeign("==", "=") || atForeign("<>", "!=")
        switch token.kind {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .tilde, .unknown:
            if at(.unknown), !isForeignComparator { return }
            bump()
            parseSum()
            finish(.comparison, from: start)
        case .word: parseWordComparison(from: start)
        default: break
        }
    }

    private var isForeignComparator: Bool { text(token) == "==" || text(token) == "<>" }

    private mutating func parseWordComparison(from start: Mark) {
        switch token.keyword {
        case .in:
            bump()
            parseMembership(from: start)
        case .not where lookahead(1).keyword == .in:
            bump()
            bump()
            parseMembership(from: start)
        case .between:
            bump()
            parseSum()
            parseKeyword(.and)
            parseSum()
            finish(.betweenExpression, from: start)
        case .is: parseMissingTest(from: start)
        case .contains, .matches:
            bump()
            parseSum()
            finish(.textTest, from: start)
        case .starts, .ends:
            bump()
            parseKeyword(.with)
            parseSum()
            finish(.textTest, from: start)
        case nil where text(token).lowercased() == "like" || text(token).lowercased() == "ilike":
            reportForeign(text(token), "contains")
            bump()
            parseSum()
            finish(.textTest, from: start)
        default: break
        }
    }

    private mutating func parseMembership(from start: Mark) {
        if at(.leftParenthesis) {
            let list = mark
            bump()
            repeat { parseSum() } while eat(.comma)
            parseClosingParenthesis()
            finish(.valueList, from: list)
        } else {
            parsePeriod()
        }
        finish(.membership, from: start)
    }

    private mutating func parseMissingTest(from start: Mark) {
        bump()
        if eat(.missing) || eat(.known) { return finish(.missingTest, from: start) }
        let first = token
        let negated = eat(.not)
        if at(.missing) || text(token).lowercased() == "null" || text(token).lowercased() == "empty" {
            let found = source.text(SourceRange(first.start, token.end))
            let spelling = negated ? "known" : "missing"
            let range = SourceRange(first.start, token.end)
            error(
                "foreign-spelling", at: range, "`is \(found)` is spelt `is \(spelling)` here",
                fixIts: [FixIt("write `is \(spelling)`", range: range, replacement: spelling)])
            bump()
        } else {
            expected("`missing` or `known` after `is`")
        }
        finish(.missingTest, from: start)
    }

    // MARK: - Periods

    var startsRelativePeriod: Bool {
        switch token.keyword {
        case .last, .next: lookahead(1).kind == .number
        case .this, .previous, .same: lookahead(1).kind == .word && lookahead(1).keyword?.startsClause != true
        default: false
        }
    }

    /// period = moment [ "to" moment ] | relative_period ;
    mutating func parsePeriod() {
        let start = mark
        if startsRelativePeriod {
            let isSame = at(.same)
            bump()
            bump()
            if tokens[position - 1].kind == .number {
                if at(.word), !atClauseEnd() { bump() } else { expected("a unit such as `days`") }
            }
            if isSame {
                parseKeyword(.last)
                if text(token).lowercased() == "year" { bump() } else { expected("`year`") }
            }
            return finish(.relativePeriod, from: start)
        }
        parseSum()
        if at(.to), !toBelongsOutside {
            bump()
            parseSum()
            finish(.periodRange, from: start)
        }
    }

    // MARK: - Arithmetic

    mutating func parseSum() {
        let start = mark
        parseProduct()
        while at(.plus) || at(.minus) {
            bump()
            parseProduct()
            finish(.sumExpression, from: start)
        }
    }

    private mutating func parseProduct() {
        let start = mark
        parseUnary()
        while at(.star) || at(.slash) {
            bump()
            parseUnary()
            finish(.productExpression, from: start)
        }
    }

    private mutating func parseUnary() {
        guard at(.minus) else { return parseMeasured() }
        guard enter() else { return }
        defer { depth -= 1 }
        let start = mark
        bump()
        parseUnary()
        finish(.negative, from: start)
    }

    /// measured = application { modifier } ;
    private mutating func parseMeasured() {
        let start = mark
        parseApplication()
        while parseModifier(from: start) {}
    }

    private mutating func parseModifier(from start: Mark) -> Bool {
        switch token.keyword {
        case .if:
            bump()
            let outer = modifiersBelongOutside
            modifiersBelongOutside = true
            parseExpression()
            modifiersBelongOutside = outer
            finish(.ifModifier, from: start)
        case .within where !modifiersBelongOutside:
            bump()
            parseNameNode()
            // A comma continues the names only when no other item begins behind it: `within a, b` needs parentheses
            // in a list of items, so one name is the rule.
            finish(.withinModifier, from: start)
        case .per where lookahead(1).kind == .number:
            bump()
            bump()
            parsePrimary()
            finish(.perModifier, from: start)
        case .adjusted:
            bump()
            parseKeyword(.for)
            parseNameNode()
            finish(.adjustedModifier, from: start)
        default: return false
        }
        return true
    }

    private mutating func parseNameNode() {
        let start = mark
        parseName("the name of a dimension")
        finish(.name, from: start)
    }

    /// application = aggregate | window | rate ;
    private mutating func parseApplication() {
        guard enter() else { return }
        defer { depth -= 1 }
        let start = mark
        switch token.keyword {
        case .share, .rank, .index, .anomaly:
            guard lookahead(1).keyword == .of else { break }
            bump()
            bump()
            parseApplication()
            return finish(.window, from: start)
        case .running:
            guard startsOperand(lookahead(1)) else { break }
            bump()
            parseApplication()
            return finish(.window, from: start)
        case .rolling:
            guard lookahead(1).kind == .duration else { break }
            bump()
            bump()
            parseApplication()
            return finish(.window, from: start)
        case .change, .growth:
            let distance = lookahead(1).kind == .duration ? 2 : 1
            guard lookahead(distance).keyword == .in else { break }
            for _ in 0...distance { bump() }
            parseApplication()
            return finish(.window, from: start)
        case .wait:
            guard lookahead(1).kind == .word, lookahead(1).keyword?.startsClause != true else { break }
            bump()
            bump()
            return finish(.aggregate, from: start)
        default: break
        }
        if at(.word), AggregateWord.isOne(text(token)), startsOperand(lookahead(1)) {
            bump()
            parseApplication()
            return finish(.aggregate, from: start)
        }
        parseRate()
    }

    /// Whether a token can begin the operand of a prefix word on the same expression.
    private func startsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .quotedName, .text, .number, .percent, .points, .duration, .length, .date, .leftParenthesis: true
        case .word:
            switch token.keyword {
            case .true, .false, .missing, nil: true
            case .asc, .desc, .adjusted, .vs, .rest, .starts, .ends, .others, .totals: false
            case let keyword?: !keyword.isReserved || keyword == .if
            }
        default: false
        }
    }

    /// rate = primary [ "%" ] ;
    private mutating func parseRate() {
        let start = mark
        parsePrimary()
        if at(.percentSign) {
            if !token.touchesPrevious {
                error(
                    "modulo", at: token.range, "there is no modulo operator; a share touches its condition: `late%`",
                    fixIts: [
                        FixIt(
                            "remove the space", range: SourceRange(tokens[position - 1].end, token.start),
                            replacement: "")
                    ])
            }
            bump()
            finish(.rate, from: start)
        }
    }

    private mutating func parsePrimary() {
        let start = mark
        switch token.kind {
        case .number, .percent, .points, .duration, .length, .date, .text:
            bump()
            finish(.literal, from: start)
        case .leftParenthesis:
            bump()
            let outside = (modifiersBelongOutside, toBelongsOutside)
            (modifiersBelongOutside, toBelongsOutside) = (false, false)
            parseExpression()
            (modifiersBelongOutside, toBelongsOutside) = outside
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
            if lookahead(1).kind == .leftParenthesis, lookahead(1).touchesPrevious || isCallWithSpace {
                parseCall(from: start)
            } else {
                bump()
                finish(.name, from: start)
            }
        }
    }

    /// `weekday (opened)` is a call with a stray space: nothing else lets a parenthesis follow a name.
    private var isCallWithSpace: Bool { true }

    private mutating func parseCall(from start: Mark) {
        bump()
        bump()
        let outside = (modifiersBelongOutside, toBelongsOutside)
        (modifiersBelongOutside, toBelongsOutside) = (false, false)
        if at(.star), lookahead(1).kind == .rightParenthesis {
            bump()  // count(*): the binder knows what was meant
        } else if !at(.rightParenthesis) {
            repeat { parseExpression() } while eat(.comma)
        }
        (modifiersBelongOutside, toBelongsOutside) = outside
        parseClosingParenthesis()
        finish(.call, from: start)
    }

    private mutating func parseMissingExpression() {
        let start = mark
        if let keyword = token.keyword, keyword.startsClause, !token.startsLine, position > 0,
            lookahead(1).kind != .word || lookahead(1).keyword?.isReserved == true, !clauseCanStart(keyword)
        {
            error(
                "reserved-word", at: token.range,
                "`\(text(token))` is a word of the language; a column of that name is written in back-quotes",
                fixIts: [FixIt("write it in back-quotes", range: token.range, replacement: "`\(text(token))`")])
            bump()
            return finish(.name, from: start)
        }
        expected("an expression")
        finish(.missingExpression, from: start)
    }

    /// Whether what follows a clause word looks like that clause, so that the word is no misused name.
    private func clauseCanStart(_ keyword: Keyword) -> Bool {
        let next = lookahead(1)
        switch keyword {
        case .group, .sort: return next.keyword == .by
        case .as: return next.keyword == .of
        case .top, .bottom, .limit: return next.kind == .number
        case .into: return next.kind == .text
        default:
            return !(next.kind == .equal || next.kind == .comma || next.keyword == .is || next.keyword == .in)
                && next.kind != .endOfText && next.kind != .bar
        }
    }

    /// Reports another language's operator in place; the token itself is consumed by the caller.
    private mutating func atForeign(_ found: String, _ spelling: String) -> Bool {
        guard at(.unknown), text(token) == found else { return false }
        reportForeign(found, spelling)
        return true
    }

    private mutating func enter() -> Bool {
        depth += 1
        guard depth > Parser.maximumDepth else { return true }
        depth -= 1
        error("too-deep", at: token.range, "the expression is nested more than \(Parser.maximumDepth) levels deep")
        let start = mark
        while !atClauseEnd() { bump() }
        finish(.unexpected, from: start)
        return false
    }
}
