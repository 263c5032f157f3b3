import Diagnostics

extension Parser {
    /// explain = "explain" ( query | expression { clause } { "|" stage } ) ;
    ///
    /// `late% where district = 5` becomes a query whose `show` has no word: what it means, and what an editor knows about it, is
    /// that of the query with the word. A name alone may be a view's as well, which the binder finds out; the numbers of results
    /// (`it`, `#3`) are always read.
    mutating func parseExplained() {
        guard startsMeasure else { return parseQuery() }
        let start = mark
        let body = mark
        parseExpression("a measure or a query")
        finish(.item, from: body)
        finish(.showClause, from: body)
        parseClauses()
        finish(.stage, from: start)
        while at(.bar) {
            bump()
            parseStage()
        }
        finish(.query, from: start)
    }

    /// Whether what stands behind `explain` is an expression: no clause, and not the source of a query.
    private var startsMeasure: Bool {
        guard !at(.endOfText), !atClause else { return false }
        if startsReference {
            let name = text(token)
            return !at(.text) && name != "it" && name.first != "#"
        }
        if at(.word), AggregateWord.isOne(text(token).lowercased()) { return true }
        return misspeltClause() == nil
    }
}

extension SyntaxNode {
    /// Whether this is the measure behind `explain`: a `show` without its word.
    package var isExplainedMeasure: Bool { kind == .showClause && tokens.isEmpty }
}
