import Columnar
import Syntax

/// A cell of a grouped result: names are labels, items and dimensions; measures are computed from the cell's rows.
struct ReferenceMeasureScope: ReferenceScope {
    let groups: ReferenceGroups
    let cell: ReferenceCell
    /// How many items may be named: an item sees those before it.
    let visibleItems: Int
    /// The conditions of `m if c` around the measure.
    var conditions: [SyntaxNode] = []

    var script: ReferenceScript { groups.stage.script }
    var table: ReferenceTable { groups.input }

    // MARK: - Names

    func own(_ name: String) throws -> ReferenceMeaning? {
        let items = groups.items.prefix(visibleItems)
        let lowercased = name.lowercased()
        let headed = items.indices.filter {
            items[$0].node.canonicalText.lowercased().split(separator: " ").first.map(String.init) == lowercased
        }
        if let item = items.firstIndex(where: { $0.isLabelled && $0.name.lowercased() == lowercased })
            ?? items.firstIndex(where: { $0.node.canonicalText == name && $0.node.kind != .name })
            ?? (headed.count == 1 && lowercased != "count" && items[headed[0]].node.kind != .name ? headed[0] : nil)
        {
            let (value, kind) = try groups.item(item, cell)
            return .value(value, kind)
        }
        if let dimension = groups.dimensions.firstIndex(where: { $0.text == name })
            ?? groups.dimensions.firstIndex(where: { $0.name.lowercased() == lowercased })
        {
            return .value(value(ofDimension: dimension), groups.dimensions[dimension].kind)
        }
        return lowercased == "count" ? .value(.integer(Int64(try rows().count)), .integer) : nil
    }

    func column(_ name: String) throws -> ReferenceMeaning? {
        guard name.lowercased() == "as_of" else { return nil }
        return try ReferenceRowScope(script: script, table: table, row: []).column(name)
    }

    func named(text: String) -> ReferenceMeaning? {
        groups.dimensions.firstIndex { $0.text == text }.map {
            .value(value(ofDimension: $0), groups.dimensions[$0].kind)
        }
    }

    private func value(ofDimension dimension: Int) -> Value {
        let values = Set(cell.places(groups.grid).map { groups.grid.values($0.row, $0.column)[dimension] })
        return values.count == 1 ? values.first ?? .missing : .missing
    }

    // MARK: - Measures

    /// The rows that the conditions around the measure leave.
    private func rows() throws -> [[Value]] {
        try cell.rows(groups.grid).filter { row in
            let evaluator = ReferenceEvaluator(scope: ReferenceRowScope(script: script, table: table, row: row))
            return try conditions.allSatisfy(evaluator.isTrue)
        }
    }

    func measure(_ node: SyntaxNode, _ arguments: [String: ReferenceMeaning]) throws -> (Value, ReferenceKind) {
        switch node.kind {
        case .ifModifier:
            var inner = self
            inner.conditions.append(node.nodes[1])
            return try ReferenceEvaluator(scope: inner).evaluate(node.nodes[0])
        case .rate:
            let known = try operands(node.nodes[0]) { try $0.condition($1) }.filter { $0 != .missing }
            return (.rate(Double(known.count { $0 == .boolean(true) }), Double(known.count)), .fraction)
        case .aggregate:
            let blank = ReferenceRowScope(script: script, table: table, row: table.columns.map { _ in .missing })
            let kind = try ReferenceEvaluator(scope: blank).kind(node.nodes[0])
            let values = try operands(node.nodes[0]) { try $0.value($1) }
            return try ReferenceAggregate.compute(node.text(node.firstToken).lowercased(), values, kind)
        case .withinModifier: return (try share(node.nodes[0], within: Array(node.nodes.dropFirst())), .fraction)
        case .window where node.has(.share): return (try share(node, within: []), .fraction)
        case .window where node.has(.running): return try running(node.nodes[0])
        default: throw ReferenceError("the reference has no `\(node.text)`")
        }
    }

    private func operands(
        _ node: SyntaxNode, _ read: (ReferenceEvaluator, SyntaxNode) throws -> Value
    ) throws -> [Value] {
        try rows().map { row in
            try read(ReferenceEvaluator(scope: ReferenceRowScope(script: script, table: table, row: row)), node)
        }
    }

    private func with(_ cell: ReferenceCell) -> ReferenceMeasureScope {
        ReferenceMeasureScope(groups: groups, cell: cell, visibleItems: visibleItems, conditions: conditions)
    }

    /// The measure over its sum across all the cells of the stage that share the dimensions of `within`.
    private func share(_ window: SyntaxNode, within names: [SyntaxNode]) throws -> Value {
        let grid = groups.grid
        let positions = names.compactMap { name in
            groups.dimensions.firstIndex {
                $0.name.lowercased() == name.unquoted(name.firstToken).lowercased() || $0.text == name.text
            }
        }
        func key(_ place: ReferencePlace) -> [Value] {
            let values = grid.values(place.row, place.column)
            return positions.map { values[$0] }
        }
        let everything = ReferenceCell(rows: Array(grid.rows.indices), column: nil).places(grid)
        var denominator = 0.0
        for wanted in Set(cell.places(grid).map(key)) {
            let places = everything.filter { key($0) == wanted }
            denominator +=
                try ReferenceEvaluator(scope: with(ReferenceCell(places))).value(window.nodes[0]).magnitudeNumber ?? 0
        }
        guard denominator != 0 else { return .missing }
        let numerator = try ReferenceEvaluator(scope: self).value(window.nodes[0]).magnitudeNumber ?? 0
        return .share(numerator, denominator)
    }

    /// The running total along the time axis within each group, else along the display order. Totals and others have none.
    private func running(_ node: SyntaxNode) throws -> (Value, ReferenceKind) {
        let kind = try ReferenceEvaluator(scope: with(ReferenceCell(rows: [], column: nil))).kind(node)
        let grid = groups.grid
        guard !cell.isTotal, cell.rows.count == 1, let row = cell.rows.first,
            let column = cell.column ?? (grid.columns.count == 1 ? 0 : nil)
        else { return (.missing, kind) }
        func group(_ row: Int) -> [Value] {
            guard let axis = groups.axis else { return [] }
            return grid.rows[row].enumerated().filter { $0.offset != axis }.map(\.element)
        }
        let sequence = groups.axis == nil ? groups.order : Array(grid.rows.indices)
        let before = sequence.prefix(through: sequence.firstIndex(of: row) ?? 0).filter { group($0) == group(row) }
        let values = try before.map {
            try ReferenceEvaluator(scope: with(ReferenceCell(rows: [$0], column: column))).value(node)
        }
        return try ReferenceAggregate.compute("sum", values, kind)
    }
}
