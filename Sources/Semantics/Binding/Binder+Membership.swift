import Columnar
import Diagnostics
import Syntax

/// `in` and `between`.
extension Binder {
    func bindMembership(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 2, let left = bind(nodes[0], level) else { return nil }
        let isNegated = node.has(.not)
        guard nodes[1].kind == .valueList else {
            guard left.type.isTemporal || left.type.isPeriod else {
                if case .measure = level, ["days", "hours"].contains(nodes[1].text.lowercased()) {
                    let spelling = "\(nodes[1].text.lowercased())(\(nodes[0].text))"
                    return fail(
                        "foreign-spelling", at: node.range, Spelling.foreign(node.text, spelling),
                        fixIts: [.writing(spelling, at: node.range)])
                }
                if case .measure = level, quietly({ bindPeriod(nodes[1], level.rows) }) != nil,
                    let time = level.rows.dataSet?.timeColumn, !node.has(.not)
                {
                    // `show count in 2023`
                    let period = SourceRange(nodes[0].range.end, node.range.end)
                    let spelling = "where \(Spelling.name(level.rows.fields[time].name)) in \(nodes[1].text)"
                    return fail(
                        "period-without-time", at: nodes[1].range, "a period stands in `where`, against a time",
                        fixIts: [FixIt("write `\(spelling)`", range: period, replacement: " \(spelling)")])
                }
                return fail(
                    "comparison-types", at: node.range,
                    "`in` without parentheses asks for a period of time; `\(nodes[0].canonicalText)` is \(left.type.description)",
                    advice: "a list of values stands in parentheses: `in (1, 2, 3)`")
            }
            if failOnMonth(node, level) { return nil }
            guard let range = bindPeriod(nodes[1], level.rows) else { return nil }
            guard let inside = compare(.equal, left, with: range) else { return nil }
            return isNegated ? inside.negated : inside
        }
        return bindValueList(nodes[1], left, isNegated: isNegated, level)
    }

    private func bindValueList(
        _ list: SyntaxNode, _ left: BoundExpression, isNegated: Bool, _ level: Level
    ) -> BoundExpression? {
        if left.type.isTemporal || left.type.isPeriod {
            // Each element may be a stretch of time: the list is an `or` of them.
            let parts = list.nodes.compactMap { element -> BoundExpression? in
                guard let bound = bind(element, level), let value = bound.constantValue else { return nil }
                return comparePeriod(.equal, left, value)
                    ?? fail(
                        "not-a-period", at: element.range,
                        "expected a date or a period, found `\(element.canonicalText)`")
            }
            guard parts.count == list.nodes.count else { return nil }
            let inside = BoundExpression.any(parts)
            return isNegated ? inside.negated : inside
        }
        var values: [Value] = []
        for element in list.nodes {
            guard let bound = comparing(with: left, level, { bind(element, level) }) else { return nil }
            guard bound.constantValue != nil else {
                return fail(
                    "not-a-constant", at: element.range,
                    "expected a constant in the list, found `\(element.canonicalText)`")
            }
            let fitted: BoundExpression?
            if left.type == .text {
                fitted = textOperand(bound)
            } else {
                fitted = join(left.type, bound.type).map { converted(bound, to: $0) }
            }
            guard let value = fitted?.constantValue else {
                return fail(
                    "comparison-types", at: element.range,
                    "\(left.type.description) and \(bound.type.description) cannot be compared")
            }
            values.append(value)
        }
        let type = left.type == .integer && values.contains { $0.type == .number } ? DataType.number : left.type
        let operand = left.type.physical == .pairs ? converted(left, to: .percent) : converted(left, to: type)
        return BoundExpression(.membership(operand, values, isNegated: isNegated), .boolean)
    }

    /// `between a and b` includes both ends; against a time, all of the second period.
    func bindBetween(_ node: SyntaxNode, _ level: Level) -> BoundExpression? {
        let nodes = node.nodes
        guard nodes.count == 3 else { return nil }
        if isBusinessDays(nodes[1]), isBusinessDays(nodes[2]) {
            guard let low = bindBusinessDays(.greaterOrEqual, nodes[0], nodes[1], level),
                let high = bindBusinessDays(.lessOrEqual, nodes[0], nodes[2], level)
            else { return nil }
            return .all([low, high])
        }
        let parts = nodes.compactMap { bind($0, level) }
        guard parts.count == 3 else { return nil }
        if case .measure = level, let time = level.rows.dataSet?.timeColumn, !parts[0].type.isTemporal,
            nodes.dropFirst().allSatisfy({ $0.firstToken.kind == .date })
        {
            // `show count between 2022-01-01 and 2022-12-31`
            let test = node.tree.source.text(SourceRange(nodes[0].range.end, node.range.end))
            let spelling = " where \(Spelling.name(level.rows.fields[time].name))\(test)"
            return fail(
                "period-without-time", at: nodes[1].range, "a period stands in `where`, against a time",
                fixIts: [
                    FixIt(
                        "write `\(spelling.dropFirst())`", range: SourceRange(nodes[0].range.end, node.range.end),
                        replacement: spelling)
                ])
        }
        guard let low = compare(.greaterOrEqual, parts[0], parts[1], node, constantNode: nodes[1]),
            let high = compare(.lessOrEqual, parts[0], parts[2], node, constantNode: nodes[2])
        else { return nil }
        return .all([low, high])
    }

    /// `opened in january`: a month of every year is told by its name, one of a year is `2024-01`.
    private func failOnMonth(_ node: SyntaxNode, _ level: Level) -> Bool {
        let (time, word) = (node.nodes[0], node.nodes[1])
        let written = word.text.lowercased()
        guard word.kind == .name, written.utf8.count > 2,
            let month = Parser.months.first(where: { $0.hasPrefix(written) }),
            level.rows.columns(named: written).isEmpty
        else { return false }
        let short = Spelling.quoted(month.prefix(1).uppercased() + month.prefix(3).dropFirst())
        let test = "month_name(\(time.text)) \(node.has(.not) ? "!=" : "=") \(short)"
        error(
            "unknown-column", at: word.range, "there is no period `\(word.text)`",
            advice: "a month of every year is `\(test)`, and one of a year as `2024-01`",
            fixIts: [.writing(test, at: node.range)])
        return true
    }
}
