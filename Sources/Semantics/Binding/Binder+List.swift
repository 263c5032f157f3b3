import Columnar
import Diagnostics
import Syntax

extension Binder {
    /// A stage without groups: which rows, in which order, and what of them.
    func bindList(_ clauses: ClauseSet, _ input: LogicalPlan, _ rows: RowScope) -> LogicalPlan? {
        var stage = ListStage()
        var rows = rows
        var input = input
        if let removed = rows.removed { input = .filter(input, removed.negated) }
        for node in clauses.all(.listClause).flatMap({ $0.nodes(.item) }) {
            guard let body = node.nodes.last, body.kind != .label else { continue }
            guard let bound = within(.list, { bind(body, .row(rows)) }) else { continue }
            add(item: Item(name: label(node) ?? header(body), expression: bound), at: node.range, to: &stage.items)
            if let label = label(node) { rows.labels[nameKey(label)] = bound }
        }
        if !clauses.has(.listClause) {
            stage.items = rows.fields.indices.map { Item(name: rows.fields[$0].name, expression: rows.column($0)) }
        }
        for clause in [clauses.first(.havingClause), clauses.first(.withClause), clauses.first(.fillClause)].compactMap(
            { $0 })
        {
            let word = clause.text(clause.firstToken).lowercased()
            // The rows of an earlier result are chosen by `where`.
            let isOfResult = clause.kind == .havingClause && rows.dataSet == nil
            error(
                "clause-without-groups", at: clause.range, "`\(word)` needs groups: a `group by`, `over` or `show`",
                fixIts: isOfResult ? [.writing("where", at: clause.firstToken.range)] : [])
        }
        stage.sort =
            clauses.first(.sortClause).map { clause in
                sortKeys(clause) { key in
                    failOnMeasure(key, clause, clauses, rows) ? nil : rowSortKey(key, stage, rows)
                }
            } ?? []
        if let top = clauses.first(.topClause) { bindRowTop(top, &stage, rows) }
        if let limit = clauses.first(.limitClause) { stage.limit = min(stage.limit ?? .max, count(limit) ?? .max) }
        return .list(input, stage)
    }

    /// `sort by count`: it is groups that have measures, and where rows are listed there are none.
    private func failOnMeasure(
        _ key: SyntaxNode, _ clause: SyntaxNode, _ clauses: ClauseSet, _ rows: RowScope
    ) -> Bool {
        guard hasFormOfMeasure(key), quietly({ bind(key, .row(rows)) }) == nil,
            quietly({ bind(key, .measure(MeasureScope(rows: rows))) }) != nil
        else { return false }
        let fixIt: FixIt?
        if clauses.has(.listClause) {
            let isOnly = clause.nodes(.sortKey).count == 1
            fixIt = isOnly ? FixIt("leave out `\(clause.text)`", range: clause.range, replacement: "") : nil
        } else {
            let groups = rows.dataSet?.usualDimensions.first.map { "group by \($0) show \(key.text)" }
            let start = SourceRange(clause.range.start, clause.range.start)
            fixIt = groups.map { FixIt("add `\($0)`", range: start, replacement: "\($0) ") }
        }
        error(
            "measure-in-row", at: key.range,
            "`\(key.canonicalText)` is a measure of many rows and has no value for a single one",
            advice: "rows are sorted by their values; `group by` makes groups, which have measures",
            fixIts: fixIt.map { [$0] } ?? [])
        return true
    }

    private func rowSortKey(_ node: SyntaxNode, _ stage: ListStage, _ rows: RowScope) -> BoundExpression? {
        if node.kind == .name {
            let name = node.unquoted(node.firstToken)
            if let item = stage.items.first(where: { nameKey($0.name) == nameKey(name) }) { return item.expression }
        }
        return bind(node, .row(rows))
    }

    private func bindRowTop(_ clause: SyntaxNode, _ stage: inout ListStage, _ rows: RowScope) {
        stage.limit = count(clause)
        if let per = clause.first(.perPart) {
            error(
                "clause-without-groups", at: per.range, "`per` ranks groups, and `list` gives rows",
                advice: "`top 3 type by count per district` stands with `group by district, type show count`")
        }
        guard let by = clause.first(.byPart)?.nodes.first else {
            failOnTop(clause, rows)
            return
        }
        if let part = clause.first(.byPart), isMeasure(part), clause.nodes.first?.kind != .byPart {
            return failOnTop(clause, rows)
        }
        if let key = rowSortKey(by, stage, rows) {
            stage.sort = [SortKey(expression: key, isDescending: clause.has(.top))]
        }
    }

    /// `top 5 type`: rows are ranked by something, and groups need `group by`.
    private func failOnTop(_ clause: SyntaxNode, _ rows: RowScope) {
        let named = clause.nodes.first.flatMap { node in
            node.kind == .name && quietly({ bind(node, .row(rows)) }) != nil ? node : nil
        }
        let start = SourceRange(clause.range.start, clause.range.start)
        if named == nil, let node = clause.nodes.first, node.kind == .name,
            let near = Suggestion.nearest(to: node.text, among: rows.names)
        {
            // `top 5 types`
            let spelling = "group by \(Spelling.name(near)) \(clause.text(clause.firstToken)) \(count(clause) ?? 10)"
            return error(
                "clause-without-groups", at: clause.range, "`\(node.text)` is no column, and groups are ranked",
                fixIts: [.writing(spelling, at: clause.range)])
        }
        error(
            "clause-without-groups", at: clause.range,
            named.map { "`\($0.text)` is ranked where it makes groups" }
                ?? "`top` over rows needs `by`: `top 10 by age`",
            fixIts: named.map {
                [FixIt("add `group by \($0.text)`", range: start, replacement: "group by \($0.text) ")]
            } ?? [])
    }
}
