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
            return (nil, [FixIt("write `\(flag)`", range: node.range, replacement: flag)])
        }
        guard let time = scope.dataSet?.timeColumn.map({ scope.fields[$0].name }) else { return nil }
        let path = path(to: node.range)
        let grain = Grain.allCases.first { $0.rawValue == key }
        if let grain, let clause = path.last(where: { $0.kind == .groupByClause }),
            path.last(where: { $0.kind == .stage })?.first(.overClause) == nil, path.dropLast().last?.kind == .dimension
        {
            let others = clause.nodes(.dimension).filter { $0.range != path.dropLast().last?.range }.map(\.text)
            let spelling =
                (others.isEmpty ? "" : "group by \(others.joined(separator: ", ")) ") + "over \(grain.rawValue)"
            return (
                "`over \(grain.rawValue)` makes a time axis",
                [FixIt("write `\(spelling)`", range: clause.range, replacement: spelling)]
            )
        }
        let parts = ["date", "weekday", "month_name", "weekday_number"]
        guard grain != nil || parts.contains(key), ScalarFunction.all.contains(where: { $0.name == key }) else {
            return nil
        }
        let call = "\(key)(\(time))"
        return (nil, [FixIt("write `\(call)`", range: node.range, replacement: call)])
    }

    /// A measure in a condition: `where count > 10` is meant as `having`, and the condition of `m if c` takes in what follows.
    func measureInConditionFixIt(at range: SourceRange) -> (advice: String, fixIt: FixIt)? {
        let path = path(to: range)
        if let measure = path.last(where: { $0.kind == .ifModifier }), let condition = measure.nodes.last,
            let operand = condition.kind == .productExpression || condition.kind == .sumExpression ? condition : nil,
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
            FixIt("write `having`", range: clause.firstToken.range, replacement: "having")
        )
    }

    /// An item that only names a dimension again, as SQL has it.
    func failOnShownDimension(_ node: SyntaxNode) {
        let path = path(to: node.range)
        let items = path.last { $0.kind == .showClause }?.nodes(.item) ?? []
        let index = items.firstIndex { $0.range == node.range } ?? 0
        var fixIts: [FixIt] = []
        if items.count == 1 {
            fixIts = [FixIt("write `count`", range: node.range, replacement: "count")]
        } else if index + 1 < items.count {
            let range = SourceRange(node.range.start, items[index + 1].range.start)
            fixIts = [FixIt("leave `\(node.text)` out", range: range, replacement: "")]
        } else if index > 0 {
            let range = SourceRange(items[index - 1].range.end, node.range.end)
            fixIts = [FixIt("leave `\(node.text)` out", range: range, replacement: "")]
        }
        fail(
            "duplicate-label", at: node.range, "`\(node.text)` is a dimension: the result has it without `show`",
            fixIts: fixIts) as Void?
    }
}
