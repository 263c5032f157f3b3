import Columnar
import Diagnostics
import Syntax

/// What a measure of many rows was found in, where a value of each row belongs.
enum RowPlace {
    case condition
    case list
    case dimension
    /// Behind an aggregate word, such as `median`.
    case operand(String)
    /// Between the parentheses of an aggregate of several operands.
    case argument(String)
}

extension Binder {
    /// Runs a piece of work that binds what stands in a place for values of rows.
    func within<Result>(_ place: RowPlace, _ work: () -> Result) -> Result {
        let outer = rowPlace
        rowPlace = place
        defer { rowPlace = outer }
        return work()
    }

    /// A measure where each row needs a value of its own.
    func measureInRow(_ text: String, at range: SourceRange, isRate: Bool = false) -> BoundExpression? {
        let meant =
            if case .condition = rowPlace { measureInConditionFixIt(at: range) } else {
                nil as (advice: String, fixIt: FixIt)?
            }
        let isSorted = path(to: range).contains { $0.kind == .sortClause }
        let advice =
            switch rowPlace {
            case .condition where isSorted:
                "rows are sorted by their values; `group by` makes groups, which have measures"
            case .condition where !isRate && meant != nil: meant?.advice ?? ""
            case .condition where path(to: range).contains { $0.kind == .perModifier }:
                "`per` takes a column, such as the `population` of a `lookup`"
            case .condition where query == nil: "a constant stands here: `5`, `\"text\"`, `30d`, `2024-03`"
            case .condition:
                (isRate ? "a condition stands here without `%`; " : "") + "a condition on a measure stands in `having`"
            case .list: "`list` gives rows; measures stand in `show`"
            case .dimension: "groups are made by values of rows; a later stage may group by a measure: `… | group by …`"
            case .argument(let name):
                "a measure of measures needs a later stage: `… show x = \(text) | show \(name)(x, …)`"
            case .operand(let word): "a measure of measures needs a later stage: `… show x = \(text) | show \(word) x`"
            }
        if case .operand(let word) = rowPlace, let fixIt = waitFixIt(word, text, at: range) {
            return fail(
                "foreign-spelling", at: fixIt.range, Spelling.foreign("\(word) wait", fixIt.replacement),
                fixIts: [fixIt])
        }
        return fail(
            "measure-in-row", at: range, "`\(text)` is a measure of many rows and has no value for a single one",
            advice: advice, fixIts: isRate ? [] : meant.map { [$0.fixIt] } ?? distinctListFixIts(at: range))
    }

    /// `p90 wait`: how long cases wait is a measure of its own, whose quantile stands behind it.
    private func waitFixIt(_ word: String, _ text: String, at range: SourceRange) -> FixIt? {
        let word = ["avg", "mean"].contains(word) ? "median" : word
        guard nameKey(text) == "wait", word == "median" || AggregateWord.quantile(word) != nil,
            let aggregate = path(to: range).last(where: { $0.kind == .aggregate })
        else { return nil }
        return FixIt.writing("wait \(word)", at: aggregate.range)
    }

    /// `list distinct district`: the different values are groups.
    private func distinctListFixIts(at range: SourceRange) -> [FixIt] {
        guard case .list = rowPlace, let clause = path(to: range).last(where: { $0.kind == .listClause }),
            clause.nodes(.item).count == 1, let aggregate = path(to: range).last(where: { $0.kind == .aggregate }),
            aggregate.firstToken.range.start == range.start, aggregate.text.lowercased().hasPrefix("distinct "),
            let operand = aggregate.nodes.last, operand.kind == .name
        else { return [] }
        return [.writing("group by \(operand.text)", at: clause.range)]
    }

    /// Mends a literal that stands in quotes although it is a date or a duration, or that lacks its unit.
    func literalFixIts(_ node: SyntaxNode, against type: DataType) -> [FixIt] {
        guard node.kind == .literal else { return [] }
        let token = node.firstToken
        if token.kind == .number, type.isDuration {
            return [FixIt("write `\(node.text)d` for days", range: node.range, replacement: "\(node.text)d")]
        }
        guard token.kind == .text, type.isDuration || type.isTemporal || type.isPeriod else { return [] }
        let text = node.unquoted(token)
        let tree = Parser.parse(SourceText("param value = \(text)", name: "literal"))
        guard tree.diagnostics.isEmpty, let literal = tree.root.nodes.first?.nodes.last, literal.kind == .literal,
            literal.firstToken.kind == (type.isDuration ? .duration : .date)
        else { return [] }
        return [.writing(text, at: node.range)]
    }

    /// A flag compared with the words that a file may have for yes and no.
    func flagFixIts(_ flag: SyntaxNode, _ text: String, isEqual: Bool, at range: SourceRange) -> [FixIt] {
        let yes = ["yes", "y", "true", "t", "1"].contains(text.lowercased())
        guard yes || ["no", "n", "false", "f", "0"].contains(text.lowercased()) else { return [] }
        let spelling = (yes == isEqual ? "" : "not ") + flag.canonicalText
        return [.writing(spelling, at: range)]
    }

    /// The values of a column that has few of them, for a text that resembles none.
    func valueNotes(_ dictionary: TextDictionary) -> [String] {
        guard (1...12).contains(dictionary.count) else { return [] }
        let values = (1...dictionary.count).compactMap { dictionary.text(UInt32($0)) }
        return ["values: \(values.sorted().joined(separator: ", "))"]
    }

    /// How a clause that stands twice may become one.
    func repetitionAdvice(_ clause: SyntaxNode) -> String {
        switch clause.kind {
        case .groupByClause, .acrossClause, .sortClause: "several columns are separated by commas"
        case .havingClause: "several conditions are joined by `and`"
        default: "two queries are separated by `;` or a blank line"
        }
    }

    /// A clause that begins its line, where it cannot belong to what stands above it, was meant to begin a query.
    func separating(_ clause: SyntaxNode) -> [FixIt] {
        guard clause.firstToken.startsLine, let query, clause.range.start > query.range.start else { return [] }
        let place = SourceRange(clause.range.start, clause.range.start)
        return [FixIt("insert `;`", range: place, replacement: "; ")]
    }

    /// A clause's first word, or words.
    func clauseWords(_ clause: SyntaxNode) -> String {
        let first = clause.text(clause.firstToken).lowercased()
        switch clause.kind {
        case .groupByClause, .sortClause: return "\(first) by"
        case .asOfClause: return "as of"
        default: return first
        }
    }

    /// Whether an item of `list` is a measure by its form.
    func isMeasure(_ item: SyntaxNode) -> Bool { item.nodes.last.map(hasFormOfMeasure) ?? false }

    /// Whether an expression is a measure by its form: an aggregate, a share, `count`.
    func hasFormOfMeasure(_ body: SyntaxNode) -> Bool {
        switch body.kind {
        case .aggregate, .window, .rate, .ifModifier, .withinModifier, .perModifier, .adjustedModifier: return true
        default: return body.kind == .name && body.text.lowercased() == "count"
        }
    }

    /// `takes 3 arguments, found 2`
    func argumentCounts(_ least: Int, _ most: Int?, found: Int) -> String {
        func arguments(_ count: Int) -> String { counted(count, "argument") }
        let range = most.map { $0 == least ? arguments(least) : "\(least) or \(arguments($0))" }
        return "takes \(range ?? "at least \(arguments(least))"), found \(found == 0 ? "none" : String(found))"
    }
}
