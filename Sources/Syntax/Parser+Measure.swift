import Diagnostics

/// Arithmetic, and the prefix words and modifiers that make measures.
extension Parser {
    /// sum = product { ( "+" | "-" ) product } ;
    mutating func parseSum() {
        let start = mark
        parseProduct()
        while at(.plus) || at(.minus) {
            guard countOperator() else { return }
            bump()
            parseProduct()
            finish(.sumExpression, from: start)
        }
    }

    /// product = unary { ( "*" | "/" ) unary } ;
    private mutating func parseProduct() {
        let start = mark
        parseUnary()
        while at(.star) || at(.slash) {
            guard countOperator() else { return }
            bump()
            parseUnary()
            finish(.productExpression, from: start)
        }
    }

    /// unary = "-" unary | measured ;
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

    /// modifier = "if" expression | "within" NAME | "per" NUMBER primary | "adjusted" "for" NAME ;
    private mutating func parseModifier(from start: Mark) -> Bool {
        let kind: SyntaxKind
        switch token.keyword {
        case .if: kind = .ifModifier
        case .within where !outside.contains(.within): kind = .withinModifier
        case .per where lookahead(1).kind == .number: kind = .perModifier
        case .adjusted: kind = .adjustedModifier
        default: return false
        }
        guard countOperator() else { return false }
        bump()
        switch kind {
        case .ifModifier:
            let around = outside
            outside.insert(.within)
            parseExpression("a condition")
            outside = around
        case .perModifier:
            bump()
            wanted = (position, "what to count by, such as `population`,")
            parsePrimary()
        default:
            if kind == .adjustedModifier { parseKeyword(.for) }
            let name = mark
            parseName("the name of a dimension")
            finish(.name, from: name)
        }
        finish(kind, from: start)
        return true
    }

    /// application = aggregate | window | rate ;
    mutating func parseApplication() {
        let start = mark
        if parseForeignMeasure(from: start) { return }
        switch token.keyword {
        case .share, .rank, .index, .anomaly:
            if lookahead(1).keyword == .of { return parseOperand(behind: 2, as: .window, from: start) }
            if startsMeasure(lookahead(1)) { return parseOperand(behind: 1, as: .window, lacking: .of, from: start) }
        case .running:
            if lookahead(1).keyword == .of, startsOperand(lookahead(2)) { return parseRunningOf(from: start) }
            if startsOperand(lookahead(1)) { return parseOperand(behind: 1, as: .window, from: start) }
        case .rolling:
            if lookahead(1).kind == .duration { return parseOperand(behind: 2, as: .window, from: start) }
        case .change, .growth:
            let distance = lookahead(1).kind == .duration ? 2 : 1
            if lookahead(distance).keyword == .in {
                return parseOperand(behind: distance + 1, as: .window, from: start)
            }
            if startsMeasure(lookahead(distance)) {
                return parseOperand(behind: distance, as: .window, lacking: .in, from: start)
            }
            if lookahead(distance).keyword == .of, startsOperand(lookahead(distance + 1)) {
                return parseOperand(behind: distance, as: .window, lacking: .in, from: start)
            }
        case .wait: if lookahead(1).kind == .word, parseWait(from: start) { return }
        default: break
        }
        if parseAggregateOf(from: start) { return }
        if token.namesAggregate, startsOperand(lookahead(1)), !atConditionalCount {
            return parseOperand(behind: 1, as: .aggregate, from: start)
        }
        parseRate()
    }

    /// `max if c` counts nothing of `if`: there `max` is a name. `max if(c, a, b)` takes a call.
    private var atConditionalCount: Bool { lookahead(1).keyword == .if && !lookahead(2).isCallParenthesis }

    /// Whether a name follows, as in `share count`: then a preposition was forgotten, for two names stand nowhere side by side.
    private func startsMeasure(_ next: Token) -> Bool {
        next.kind == .word && next.keyword == nil && ForeignComparator.spelling(of: text(next)) == nil
            && !spells(next, "like", "ilike")
    }

    /// `running of m` has a word too many.
    private mutating func parseRunningOf(from start: Mark) {
        reportForeign("running", at: SourceRange(token.start, lookahead(1).end))
        parseOperand(behind: 2, as: .window, from: start)
    }

    /// - Parameter preposition: the word in front of the operand, where it is missing or another stands in its place.
    private mutating func parseOperand(
        behind words: Int, as kind: SyntaxKind, lacking preposition: Keyword? = nil, from start: Mark
    ) {
        guard enter() else { return }
        defer { depth -= 1 }
        for _ in 0..<words { bump() }
        if let preposition, at(.of) {
            reportForeign(preposition.rawValue)
            bump()
        } else if let preposition {
            parseKeyword(preposition)
        }
        wanted = (position, "a column or measure")
        parseApplication()
        finish(kind, from: start)
    }

    /// `wait median` and `wait p90`; everywhere else `wait` is a name.
    private mutating func parseWait(from start: Mark) -> Bool {
        let word = lookahead(1)
        guard word.namesAggregate else { return false }
        bump()
        let name = text(token)
        if name.lowercased() != "median", AggregateWord.quantile(name) == nil {
            error(
                "unknown-wait", at: token.range, "expected `median` or a quantile such as `p90` after `wait`",
                fixIts: [.writing("median", at: token.range)])
        }
        bump()
        finish(.aggregate, from: start)
        return true
    }

    /// rate = primary [ "%" ] ;
    private mutating func parseRate() {
        let start = mark
        parsePrimary()
        guard at(.percentSign) else {
            if at(.word) { _ = parseRateWord(from: start) || parseComparedColumn(from: start) }
            return
        }
        if !token.touchesPrevious {
            let message = "there is no modulo operator; a share touches its condition: `late%`"
            if startsOperand(lookahead(1)) {
                error("modulo", at: token.range, message)
                bump()
                parsePrimary()
                return finish(.unexpected, from: start)
            }
            let space = SourceRange(endOfPrevious, token.start)
            error(
                "modulo", at: token.range, message, fixIts: [FixIt("remove the space", range: space, replacement: "")])
        }
        bump()
        finish(.rate, from: start)
        if at(.word) { _ = parseComparedColumn(from: start) }
    }
}

extension Token {
    var isCallParenthesis: Bool { kind == .leftParenthesis && touchesPrevious }
}
