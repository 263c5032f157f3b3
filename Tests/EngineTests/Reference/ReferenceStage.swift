import Columnar
import Syntax

/// One stage over the rows of its input.
struct ReferenceStage {
    let script: ReferenceScript
    let clauses: [SyntaxNode]

    func all(_ kind: SyntaxKind) -> [SyntaxNode] { clauses.filter { $0.kind == kind } }
    func first(_ kind: SyntaxKind) -> SyntaxNode? { clauses.first { $0.kind == kind } }

    func run(_ input: ReferenceTable) throws -> (table: ReferenceTable, result: ReferenceResult) {
        var table = input
        // "Now" is the end of all the data, whatever `where` leaves.
        table.rows = try input.rows.filter { row in
            let evaluator = ReferenceEvaluator(scope: ReferenceRowScope(script: script, table: input, row: row))
            return try all(.whereClause).allSatisfy { try evaluator.isTrue($0.nodes[0]) }
        }
        let grouped: [SyntaxKind] = [.groupByClause, .overClause, .acrossClause, .showClause]
        if clauses.contains(where: { grouped.contains($0.kind) }) {
            return try ReferenceGroups(self, input: input, rows: table.rows).run()
        }
        return try list(table, input)
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
        let columns: [ReferenceTable.Column]
        let listed: [[Value]]
        if items.isEmpty {
            (columns, listed) = (input.columns, rows)
        } else {
            let blank = input.columns.map { _ in Value.missing }
            // An item sees the labels before it.
            func value(_ index: Int, _ row: [Value]) throws -> (Value, ReferenceKind) {
                try evaluate(items[index].node, row, input, Array(items.prefix(index)))
            }
            columns = try items.indices.map {
                ReferenceTable.Column(name: items[$0].name, kind: try value($0, blank).1)
            }
            listed = try rows.map { row in try items.indices.map { try value($0, row).0 } }
        }
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
