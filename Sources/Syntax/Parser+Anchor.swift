extension Parser {
    /// Whether the current token ends a clause: another clause, `|`, `always` or the end of the statement.
    func atClauseEnd() -> Bool { at(.endOfText) || at(.bar) || at(.always) || atClause }

    /// Whether the current token is a clause word; `as` is one only before `of` (or a date, where `of` was forgotten).
    var atClause: Bool {
        guard let keyword = token.keyword, keyword.startsClause else { return false }
        return keyword != .as || lookahead(1).keyword == .of || lookahead(1).kind == .date
    }

    /// Whether a token can begin the operand of a prefix word on the same expression.
    func startsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .quotedName, .text, .number, .percent, .points, .duration, .length, .date, .leftParenthesis: true
        case .word:
            switch token.keyword {
            case nil, .true, .false, .missing, .if: true
            case .asc, .desc, .adjusted, .vs, .rest, .starts, .ends, .others, .totals: false
            case let keyword?: !keyword.isReserved
            }
        default: false
        }
    }
}

extension Token {
    /// A blank line, or a statement word at a line's start, ends the statement before.
    var endsStatementBefore: Bool { followsBlankLine || (startsLine && keyword?.startsStatement == true) }

    var isEnd: Bool { kind == .semicolon || kind == .endOfText }

    /// The end of a statement before a token.
    static func end(at token: Token) -> Token {
        Token(
            kind: .endOfText, keyword: nil, start: token.start, end: token.start, startsLine: token.startsLine,
            followsBlankLine: token.followsBlankLine, touchesPrevious: false, namesAggregate: false)
    }
}
