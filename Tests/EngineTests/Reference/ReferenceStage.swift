import Columnar
import Syntax

/// One stage over the rows of its input.
struct ReferenceStage {
    let script: ReferenceScript
    let clauses: [SyntaxNode]

    func all(_ kind: SyntaxKind) -> [SyntaxNode] { clauses.filter { $0.kind == kind } }
    func first(_ kind: SyntaxKind) -> SyntaxNode? { clauses.first { $0.kind == kind } }

    func run(_ input: ReferenceTable) throws -> (table: ReferenceTable, result: ReferenceResult) {
        // "Now" is the end of all the data, whatever `where` leaves.
        let input = try prepared(input)
        func evaluator(_ row: [Value]) -> ReferenceEvaluator {
            ReferenceEvaluator(scope: ReferenceRowScope(script: script, table: input, row: row))
        }
        var conditions = all(.whereClause).map { $0.nodes[0] }
        let blank = input.columns.map { _ in Value.missing }
        let comparison = try first(.compareClause).map { try ReferenceComparison($0, conditions, evaluator(blank)) }
        if let comparison { conditions = comparison.shared }
        let entries = try input.rows.flatMap { row -> [ReferenceEntry] in
            guard try conditions.allSatisfy(evaluator(row).isTrue) else { return [] }
            guard let comparison else { return [ReferenceEntry(row: row)] }
            return try comparison.sides(evaluator(row), row).map { ReferenceEntry(row: row, side: $0) }
        }
        let kept = try deduplicated(entries, input)
        if let why = first(.whyClause) { return try ReferenceWhy(why, self, input, kept).run() }
        let grouped: [SyntaxKind] = [.groupByClause, .overClause, .acrossClause, .showClause, .compareClause]
        if clauses.contains(where: { grouped.contains($0.kind) }) {
            return try ReferenceGroups(self, input: input, entries: kept, comparison).run()
        }
        var table = input
        table.rows = kept.filter { !$0.isRemoved }.map(\.row)
        return try list(table, input)
    }

    /// The input as `as of` and `lookup` make it.
    private func prepared(_ input: ReferenceTable) throws -> ReferenceTable {
        var table = input
        if let clause = first(.asOfClause), let token = clause.token(.date) {
            let parts = clause.text(token).split(separator: "-").compactMap { Int($0) }
            guard parts.count == 3 else { throw ReferenceError("`\(clause.text)` names no day") }
            table = table.rewound(to: CivilDate(year: parts[0], month: parts[1], day: parts[2]).start)
        }
        for clause in all(.lookupClause) {
            guard let reference = clause.first(.reference),
                let other = script.others[reference.unquoted(reference.firstToken)]
            else { throw ReferenceError("nothing to look up in `\(clause.text)`") }
            let keys = try clause.nodes(.dimension).map { dimension in
                guard let body = dimension.nodes.last,
                    let theirs = other.column(ReferenceStage.name(dimension, body))
                else { throw ReferenceError("no key `\(dimension.text)`") }
                return (mine: try values(of: body, table), theirs: theirs)
            }
            table = table.lookingUp(other, keys)
        }
        return table
    }

    private func values(of node: SyntaxNode, _ table: ReferenceTable) throws -> [Value] {
        try table.rows.map {
            try ReferenceEvaluator(scope: ReferenceRowScope(script: script, table: table, row: $0)).value(node)
        }
    }

    private func deduplicated(_ entries: [ReferenceEntry], _ input: ReferenceTable) throws -> [ReferenceEntry] {
        guard let clause = first(.dedupeClause) else { return entries }
        var table = input
        // A row that stands on both sides of a comparison is one row.
        table.rows = entries.map(\.row).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        let columns = try clause.nodes(.dimension).compactMap(\.nodes.last).map { try values(of: $0, table) }
        var within: Int64?
        if let token = clause.token(.duration), case .duration(let length) = try duration(clause.text(token)) {
            within = length
        }
        // Each side by itself; a row of both is the base's.
        let base = Set(entries.filter { $0.side == 0 }.map(\.row))
        let removed = ReferenceDedupe.removed(
            keys: table.rows.indices.map { row in columns.map { $0[row] } + [.boolean(base.contains(table.rows[row]))]
            },
            times: table.rows.map { row in table.timeColumn.flatMap { row[$0].exactInteger } }, within: within)
        let rows = Set(removed.map { table.rows[$0] })
        return entries.map { ReferenceEntry(row: $0.row, side: $0.side, isRemoved: rows.contains($0.row)) }
    }

    private func duration(_ text: String) throws -> Value {
        let scope = ReferenceRowScope(
            script: script, table: ReferenceTable(columns: [], rows: [], isData: false), row: [])
        return try ReferenceEvaluator(scope: scope).duration(text)
    }

    // MARK: - Rows

    private struct Item {
        let name: String
        let node: SyntaxNode
        let isLabelled: Bool
    }

    private func list(
        _ table: ReferenceTable, _ input: ReferenceTable
    ) throws -> (table: ReferenceTable, result: ReferenceResult) {
        let items = all(.listClause).flatMap { $0.nodes(.item) }.compactMap { item in
            item.nodes.last.map {
                Item(name: ReferenceStage.name(item, $0), node: $0, isLabelled: item.first(.label) != nil)
            }
        }
        var rows = table.rows
        let top = first(.topClause)
        var keys = first(.sortClause)?.nodes(.sortKey).map { (node: $0.nodes[0], descending: $0.has(.desc)) } ?? []
        if let top, let by = top.first(.byPart) { keys = [(by.nodes[0], top.has(.top))] }
        if !keys.isEmpty {
            let values = try rows.map { row in
                try keys.map { try evaluate($0.node, row, input, items) }
            }
            let order = rows.indices.sorted { left, right in
                for (index, key) in keys.enumerated() {
                    let (a, b) = (values[left][index], values[right][index])
                    let order = a.1.order(a.0, b.0, descending: key.descending)
                    if order != 0 { return order < 0 }
                }
                return left < right
            }
            rows = order.map { rows[$0] }
        }
        let limits = [top, first(.limitClause)].compactMap { $0 }.compactMap(ReferenceStage.count)
        if let limit = limits.min() { rows = Array(rows.prefix(limit)) }
        if items.isEmpty {
            // What `lookup` brings is there to be named. Rows of the data stay rows of the data.
            let own = input.columns.prefix { $0.lookupRow == nil }
            var selected = input
            selected.columns = Array(own)
            selected.rows = rows.map { Array($0.prefix(own.count)) }
            selected.passed += all(.whereClause).map { $0.nodes[0] }
            return (
                selected,
                ReferenceResult(
                    headers: own.map(\.name), rows: selected.rows.map { $0.map { ReferenceResult.Cell(value: $0) } })
            )
        }
        let blank = input.columns.map { _ in Value.missing }
        // An item sees the labels before it.
        func value(_ index: Int, _ row: [Value]) throws -> (Value, ReferenceKind) {
            try evaluate(items[index].node, row, input, Array(items.prefix(index)))
        }
        let columns = try items.indices.map {
            ReferenceTable.Column(name: items[$0].name, kind: try value($0, blank).1)
        }
        let listed = try rows.map { row in try items.indices.map { try value($0, row).0 } }
        return (
            ReferenceTable(columns: columns, rows: listed, isData: false),
            ReferenceResult(
                headers: columns.map(\.name), rows: listed.map { $0.map { ReferenceResult.Cell(value: $0) } })
        )
    }

    /// An expression over a row, where a name may be the label of an item.
    private func evaluate(
        _ node: SyntaxNode, _ row: [Value], _ input: ReferenceTable, _ items: [Item]
    ) throws -> (Value, ReferenceKind) {
        var scope = ReferenceRowScope(script: script, table: input, row: row)
        for item in items where item.isLabelled { scope.labels[item.name.lowercased()] = item.node }
        return try ReferenceEvaluator(scope: scope).evaluate(node)
    }

    // MARK: - Pieces

    /// The header of an item or dimension: its label, or its text with single spaces.
    static func name(_ item: SyntaxNode, _ body: SyntaxNode) -> String {
        if let label = item.first(.label) { return label.unquoted(label.firstToken) }
        return body.kind == .name ? body.unquoted(body.firstToken) : body.canonicalText
    }

    static func count(_ clause: SyntaxNode) -> Int? {
        clause.tokens.first { $0.kind == .number }.flatMap { Int(clause.text($0)) }
    }
}
