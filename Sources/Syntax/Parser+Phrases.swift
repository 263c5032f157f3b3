import Diagnostics

/// What takes several words elsewhere and stands where a value does: `March 2023`, `case when late then 1 else 0 end`.
extension Parser {
    /// The months as people write them, in lower case.
    package static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// A period in words, such as `March 2023`, `3 March 2023` or `Q1 2023`; false where none stands.
    mutating func parsePeriodInWords(from start: Mark) -> Bool {
        guard let (words, spelling) = periodInWords else { return false }
        reportForeign(spelling, at: SourceRange(token.start, lookahead(words - 1).end))
        for _ in 0..<words { bump() }
        finish(.unexpected, from: start)
        return true
    }

    /// How many tokens the period takes, and how it is written.
    private var periodInWords: (tokens: Int, spelling: String)? {
        let (first, second, third) = (token, lookahead(1), lookahead(2))
        guard !second.startsLine else { return nil }
        if let month = month(first) {
            if let year = year(second) { return (2, "\(year)-\(month)") }
            let comma = third.kind == .comma ? 1 : 0
            guard let day = day(second), let year = year(lookahead(2 + comma)) else { return nil }
            return (3 + comma, "\(year)-\(month)-\(day)")
        }
        if let quarter = quarter(first), let year = year(second) { return (2, "\(year)-\(quarter)") }
        if let year = year(first), let rest = month(second) ?? quarter(second) { return (2, "\(year)-\(rest)") }
        if let day = day(first), let month = month(second), let year = year(third) {
            return (3, "\(year)-\(month)-\(day)")
        }
        return nil
    }

    private func month(_ token: Token) -> String? {
        guard token.kind == .word else { return nil }
        let word = text(token).lowercased()
        let index = Parser.months.firstIndex {
            $0 == word || word.utf8.count == 3 && $0.hasPrefix(word) || word == "sept" && $0 == "september"
        }
        return index.map { padded($0 + 1) }
    }

    private func quarter(_ token: Token) -> String? {
        guard token.kind == .word else { return nil }
        let word = text(token).uppercased()
        return ["Q1", "Q2", "Q3", "Q4"].contains(word) ? word : nil
    }

    private func year(_ token: Token) -> String? {
        guard token.kind == .number, let year = Int(text(token)), (1900...2100).contains(year) else { return nil }
        return text(token)
    }

    private func day(_ token: Token) -> String? {
        guard token.kind == .number, let day = Int(text(token)), (1...31).contains(day) else { return nil }
        return padded(day)
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `case when … then … else … end`, and `case x when … end`; false where none stands.
    mutating func parseCaseExpression(from start: Mark) -> Bool {
        guard spells(token, "case"), enter() else { return false }
        defer { depth -= 1 }
        let isPlain = spells(lookahead(1), "when")
        guard isPlain || startsOperand(lookahead(1)) && spells(lookahead(2), "when") else { return false }
        let around = outside
        outside = []
        bump()
        let subject = isPlain ? "" : "\(text(token)) = "
        if !isPlain { bump() }
        var arguments: [String] = []
        while spells(token, "when") {
            arguments.append(subject + parsePhrasePart())
            arguments.append(spells(token, "then") ? parsePhrasePart() : "")
        }
        arguments.append(spells(token, "else") ? parsePhrasePart() : "missing")
        outside = around
        if spells(token, "end"), !arguments.contains("") {
            let name = arguments.count == 3 ? "if" : "case"
            let range = SourceRange(tokens[start.token].start, token.end)
            reportForeign("\(name)(\(arguments.joined(separator: ", ")))", at: range)
            bump()
        } else {
            error("expected", at: token.range, "expected `end` after `case when … then …`, found \(found)")
        }
        finish(.unexpected, from: start)
        return true
    }

    /// The expression behind `when`, `then` or `else`, as it is written.
    private mutating func parsePhrasePart() -> String {
        bump()
        let start = position
        parseExpression()
        return position > start ? source.text(SourceRange(tokens[start].start, endOfPrevious)) : ""
    }

    /// `sort descending by x`: the direction stands behind what is sorted by.
    ///
    /// - Parameter includesBy: whether the word before it said `by` too, as `order` does.
    mutating func parseDirectionBeforeKey(includesBy: Bool) {
        let start = mark
        let direction = spells(token, "asc", "ascending") ? "asc" : "desc"
        bump()
        bump()
        let key = position
        parseExpression("a measure or column")
        let range = SourceRange(tokens[start.token].start, endOfPrevious)
        if position > key {
            let by = includesBy ? "" : "by "
            let sorted = source.text(SourceRange(tokens[key].start, endOfPrevious))
            reportForeign("\(by)\(sorted) \(direction)", at: range)
        }
        finish(.unexpected, from: start)
        while eat(.comma) { parseSortKey() }
    }

    /// `sort by late% change`: what `compare` adds is a column whose name has a space in it.
    mutating func parseComparedColumn(from start: Mark) -> Bool {
        guard spells(token, "change", "before", "rest"), lookahead(1).keyword != .in, !startsOperand(lookahead(1)),
            clause == .sort || clause == .having || clause == .top, tokens.contains(where: { $0.keyword == .compare })
        else { return false }
        var first = start.token
        while first > 0, tokens[first - 1].namesAggregate { first -= 1 }
        let range = SourceRange(tokens[first].start, token.end)
        let column = source.text(range)
        error(
            "foreign-spelling", at: range, "the column `\(column)` has a space in its name",
            fixIts: [FixIt("write it in back-quotes", range: range, replacement: "`\(column)`")])
        bump()
        finish(.unexpected, from: start)
        return true
    }

    /// Whether a direction stands before `by`, where `sort` has just been read.
    var startsDirectionBeforeKey: Bool {
        spells(token, "asc", "ascending", "desc", "descending") && lookahead(1).keyword == .by
    }
}
