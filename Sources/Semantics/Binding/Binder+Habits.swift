import Columnar
import Diagnostics
import Functions
import Syntax

/// What people write who know other tools, found where names and measures are bound.
extension Binder {
    /// The nodes of the query that hold a range, from the outside in.
    func path(to range: SourceRange) -> [SyntaxNode] {
        var path: [SyntaxNode] = []
        var next = query
        while let node = next {
            path.append(node)
            next = node.nodes.last { $0.range.start <= range.start && range.end <= $0.range.end && !$0.range.isEmpty }
        }
        return path
    }

    /// A name that is no column but the word for a part of a time, or for yes and no: what is written for it.
    func habit(_ name: String, _ node: SyntaxNode, _ scope: RowScope) -> (advice: String?, fixIts: [FixIt])? {
        let key = nameKey(name)
        if let flag = ["yes": "true", "no": "false"][key] {
            return (nil, [.writing(flag, at: node.range)])
        }
        if key == "backlog" { return ("a span gives it: `span backlog = opened to closed` before the query", []) }
        if let day = ["today": "this day", "yesterday": "previous day", "now": "as_of"][key] {
            return ("now is the data's end, not the clock's: write `\(day)`", [.writing(day, at: node.range)])
        }
        if let fixIt = allColumnsFixIt(key, at: node.range, scope) {
            return ("rows are listed with all columns where no clause names any", [fixIt])
        }
        if let length = Parser.growth(key) { return growthHabit(length, at: node.range) }
        guard let time = scope.dataSet?.timeColumn.map({ scope.fields[$0].name }) else { return nil }
        let grain = Grain.allCases.first { $0.rawValue == key }
        if let grain, let fixIt = axisFixIt(grain, for: node.range) {
            return ("`over \(grain.rawValue)` makes a time axis", [fixIt])
        }
        let parts = ["date", "weekday", "month_name", "weekday_number"]
        guard grain != nil || parts.contains(key), ScalarFunction.all.contains(where: { $0.name == key }) else {
            return nil
        }
        let call = "\(key)(\(time))"
        return (nil, [.writing(call, at: node.range)])
    }

    /// `list all`, where no column has that name.
    private func allColumnsFixIt(_ key: String, at range: SourceRange, _ scope: RowScope) -> FixIt? {
        let path = path(to: range)
        let clause = path.last { $0.kind == .listClause || $0.kind == .showClause }
        guard ["all", "everything"].contains(key), let clause, clause.nodes(.item).count == 1,
            clause.nodes(.item)[0].range == range
        else { return nil }
        if path.last(where: { $0.kind == .stage })?.nodes.count == 1, let dataSet = scope.dataSet {
            let spelling = "from \(Spelling.name(dataSet.name))"
            return FixIt.writing(spelling, at: clause.range)
        }
        return FixIt("leave `\(clause.text)` out", range: clause.range, replacement: "")
    }

    /// `yoy` as an item: on a time axis the growth of the measure beside it, without one a comparison.
    private func growthHabit(_ length: String, at range: SourceRange) -> (advice: String?, fixIts: [FixIt])? {
        let path = path(to: range)
        guard let stage = path.last(where: { $0.kind == .stage }) else { return nil }
        let items = path.last { $0.kind == .showClause }?.nodes(.item) ?? []
        let measure = items.first { $0.range != range }.map { $0.nodes.last?.text ?? "count" } ?? "count"
        if stage.first(.overClause) != nil {
            let spelling = "growth \(length) in \(measure)"
            return (nil, [.writing(spelling, at: range)])
        }
        let grain = ["1y": "year", "3mo": "quarter", "1mo": "month", "1w": "week"][length] ?? "year"
        let spelling = "compare to previous \(grain)"
        guard stage.first(.compareClause) == nil, let last = items.last, last.range == range else {
            return ("`\(spelling)` adds the change of every measure", [])
        }
        let isAlone = items.count == 1
        let place = isAlone ? range : SourceRange(items[items.count - 2].range.end, range.end)
        let replacement = (isAlone ? measure : "") + " \(spelling)"
        return (
            "`\(spelling)` adds the change of every measure",
            [FixIt("write `\(spelling)`", range: place, replacement: replacement)]
        )
    }

    /// A dimension of `group by` that was meant as the time axis.
    func axisFixIt(_ grain: Grain, for range: SourceRange) -> FixIt? {
        let path = path(to: range)
        guard let clause = path.last(where: { $0.kind == .groupByClause }), path.last?.range == range,
            let dimension = path.dropLast().last, dimension.kind == .dimension,
            path.last(where: { $0.kind == .stage })?.first(.overClause) == nil
        else { return nil }
        let others = clause.nodes(.dimension).filter { $0.range != dimension.range }.map(\.text)
        let spelling = (others.isEmpty ? "" : "group by \(others.joined(separator: ", ")) ") + "over \(grain.rawValue)"
        return FixIt.writing(spelling, at: clause.range)
    }

    /// Binds what is compared with something.
    func comparing<Result>(with other: BoundExpression?, _ level: Level, _ body: () -> Result) -> Result {
        let outer = compared
        compared = other.map { ($0, level.rows) }
        defer { compared = outer }
        return body()
    }

    /// `reason = Graffiti`, `department = Public Works`: a value without its quotes.
    func unquotedValue(_ node: SyntaxNode) -> FixIt? {
        guard openDefinitions.isEmpty, let query, let compared,
            let values = KnownValues(of: compared.expression, compared.rows),
            let value = values.value(at: node.range, upTo: query.range.end, of: node.tree.source)
        else { return nil }
        let range = SourceRange(node.range.start, node.range.start + value.utf8.count)
        return FixIt("write \(Spelling.quoted(value))", range: range, replacement: Spelling.quoted(value))
    }

    /// `show case, address`: names alone, without groups, are meant as rows.
    func listFixIt(for range: SourceRange) -> FixIt? {
        let path = path(to: range)
        guard let stage = path.last(where: { $0.kind == .stage }), let show = stage.first(.showClause),
            stage.nodes(.showClause).count == 1, !show.isExplainedMeasure, show.nodes(.item).count > 1,
            show.nodes(.item).allSatisfy({ $0.nodes.last?.kind == .name && $0.text.lowercased() != "count" }),
            ![SyntaxKind.groupByClause, .overClause, .acrossClause].contains(where: { stage.first($0) != nil })
        else { return nil }
        return FixIt.writing("list", at: show.firstToken.range)
    }

    /// `group by district and department`, where a comma is meant.
    func failOnJoinedDimensions(_ body: SyntaxNode) -> Bool {
        guard body.kind == .andExpression, body.nodes.allSatisfy({ $0.kind == .name }) else { return false }
        let spelling = body.nodes.map(\.text).joined(separator: ", ")
        error(
            "foreign-spelling", at: body.range, "several dimensions are separated by commas",
            fixIts: [.writing(spelling, at: body.range)])
        return true
    }

    /// The condition that is meant where only a year or another period stands; nil for everything else.
    func timeLying(in node: SyntaxNode, _ rows: RowScope) -> String? {
        let token = node.firstToken
        guard node.kind == .literal, token.kind == .date || token.kind == .number && node.text.utf8.count == 4,
            let time = rows.dataSet?.timeColumn.map({ rows.fields[$0].name })
        else { return nil }
        return "\(time) in \(node.text)"
    }

    /// `compare 2023 to 2022`: a period where the condition of the base stands; false for conditions.
    func failOnComparedPeriod(_ named: SyntaxNode, _ clause: SyntaxNode, _ rows: RowScope) -> Bool {
        guard let condition = timeLying(in: named, rows) else { return false }
        let rest = clause.tree.source.text(SourceRange(named.range.end, clause.range.end))
        let spelling = "where \(condition) compare\(rest)"
        error(
            "period-without-time", at: named.range, "the period that is compared stands in `where`",
            fixIts: [.writing(spelling, at: clause.range)])
        return true
    }

    /// A measure in a condition: `where count > 10` is meant as `having`, and the condition of `m if c` takes in what follows.
    func measureInConditionFixIt(at range: SourceRange) -> (advice: String, fixIt: FixIt)? {
        let path = path(to: range)
        if let measure = path.last(where: { $0.kind == .ifModifier }), let condition = measure.nodes.last,
            let operand = [.productExpression, .sumExpression, .perModifier].contains(condition.kind) ? condition : nil,
            let left = operand.nodes.first
        {
            let inner = SourceRange(measure.range.start, left.range.end)
            let text = measure.tree.source.text(inner)
            return (
                "the condition behind `if` takes in all that follows: write `(\(text))`",
                FixIt("add parentheses", range: inner, replacement: "(\(text))")
            )
        }
        guard let clause = path.last(where: { $0.kind == .whereClause }), clause.nodes.last?.kind == .comparison else {
            return nil
        }
        return (
            "a condition on a measure stands in `having`",
            FixIt.writing("having", at: clause.firstToken.range)
        )
    }

    /// An item that only names a dimension again, as SQL has it.
    func failOnShownDimension(_ node: SyntaxNode) {
        let path = path(to: node.range)
        let items = path.last { $0.kind == .showClause }?.nodes(.item) ?? []
        let index = items.firstIndex { $0.range == node.range } ?? 0
        var fixIts: [FixIt] = []
        let stage = path.last { $0.kind == .stage }
        let same = stage?.first(.groupByClause)?.nodes(.dimension).first { nameKey($0.text) == "count" }
        if nameKey(node.text) == "count", let same {
            // Groups by a column `count`, and how many rows each has.
            fixIts = [FixIt("write `times = count`", range: same.range, replacement: "times = \(same.text)")]
        } else if items.count == 1 {
            fixIts = [.writing("count", at: node.range)]
        } else if index + 1 < items.count {
            let range = SourceRange(node.range.start, items[index + 1].range.start)
            fixIts = [FixIt("leave `\(node.text)` out", range: range, replacement: "")]
        } else if index > 0 {
            let range = SourceRange(items[index - 1].range.end, node.range.end)
            fixIts = [FixIt("leave `\(node.text)` out", range: range, replacement: "")]
        }
        error(
            "duplicate-label", at: node.range, "`\(node.text)` is a dimension: the result has it without `show`",
            fixIts: fixIts)
    }
}
