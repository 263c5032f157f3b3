import Columnar
import Syntax

/// A cell of a grouped result: names are labels, items and dimensions; measures are computed from the cell's rows.
struct ReferenceMeasureScope: ReferenceScope {
    let groups: ReferenceGroups
    let cell: ReferenceCell
    /// Which side of a comparison is measured; nil without one.
    let side: Int?
    /// How many items may be named: an item sees those before it.
    let visibleItems: Int
    /// The conditions of `m if c` and the like around the measure.
    var filters: [Filter] = []
    /// Told when a dimension is read that has several values here.
    var mixture = ReferenceMixture()

    typealias Filter = (ReferenceEvaluator) throws -> Bool

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
            // Under a condition an item is another measure.
            let (value, kind) = try ReferenceEvaluator(scope: with(cell, items: item)).evaluate(items[item].node)
            return .value(value, kind)
        }
        if let dimension = groups.dimensions.firstIndex(where: { $0.text == name })
            ?? groups.dimensions.firstIndex(where: { $0.name.lowercased() == lowercased })
        {
            return .value(value(ofDimension: dimension), groups.dimensions[dimension].kind)
        }
        switch lowercased {
        case "count": return .value(.integer(Int64(try rows().count)), .integer)
        case "change":
            // Bare, it is the first measure's that has one.
            guard groups.comparison != nil else { return nil }
            for item in 0..<max(1, groups.items.count) {
                if let (value, kind) = try groups.change(item, cell) { return .value(value, kind) }
            }
            return nil
        case "arrivals", "closures": return .value(try flow(lowercased), .integer)
        default:
            guard script.spans.contains(lowercased) else { return nil }
            return .value(try groups.axis == nil ? flow(lowercased) : stock(lowercased), .integer)
        }
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
        if values.count > 1 { mixture.isRead = true }
        return values.count == 1 ? values.first ?? .missing : .missing
    }

    // MARK: - Rows

    /// The rows of the cell that count: on this side, kept by `dedupe`, and under the conditions around the measure.
    var entries: [ReferenceEntry] { get throws { try entries(cell, withRemoved: false) } }

    func entries(_ cell: ReferenceCell, withRemoved: Bool) throws -> [ReferenceEntry] {
        try cell.entries(groups.grid).filter { entry in
            guard entry.side == side, withRemoved || !entry.isRemoved else { return false }
            return try filters.allSatisfy { try $0(evaluator(entry.row)) }
        }
    }

    func rows() throws -> [[Value]] { try entries.map(\.row) }

    func evaluator(_ row: [Value]) -> ReferenceEvaluator {
        ReferenceEvaluator(scope: ReferenceRowScope(script: script, table: table, row: row))
    }

    func operands(_ node: SyntaxNode, _ read: (ReferenceEvaluator, SyntaxNode) throws -> Value) throws -> [Value] {
        try rows().map { try read(evaluator($0), node) }
    }

    /// The kind of an expression over rows.
    func rowKind(_ node: SyntaxNode) throws -> ReferenceKind {
        try evaluator(table.columns.map { _ in .missing }).kind(node)
    }

    /// The same measure of another cell.
    func with(_ cell: ReferenceCell, items: Int? = nil, if filter: Filter? = nil) -> ReferenceMeasureScope {
        ReferenceMeasureScope(
            groups: groups, cell: cell, side: side, visibleItems: items ?? visibleItems,
            filters: filters + (filter.map { [$0] } ?? []), mixture: mixture)
    }

    // MARK: - Measures

    func measure(_ node: SyntaxNode, _ arguments: [String: ReferenceMeaning]) throws -> (Value, ReferenceKind) {
        switch node.kind {
        case .ifModifier:
            let condition = node.nodes[1]
            let inner = with(cell) { try $0.isTrue(condition) }
            return try ReferenceEvaluator(scope: inner).evaluate(node.nodes[0])
        case .rate where node.nodes[0].text.lowercased() == "removed":
            let all = try entries(cell, withRemoved: true)
            return (.rate(Double(all.count { $0.isRemoved }), Double(all.count)), .fraction)
        case .rate:
            let known = try operands(node.nodes[0]) { try $0.condition($1) }.filter { $0 != .missing }
            return try filled(
                .rate(Double(known.count { $0 == .boolean(true) }), Double(known.count)), .fraction)
        case .call: return (try correlation(node.nodes), .number)
        case .aggregate where node.text(node.firstToken).lowercased() == "wait": return (try wait(node), .duration)
        case .aggregate:
            let values = try operands(node.nodes[0]) { try $0.value($1) }
            let word = node.text(node.firstToken).lowercased()
            let (value, kind) = try ReferenceAggregate.compute(word, values, rowKind(node.nodes[0]))
            return word == "sum" ? (value, kind) : try filled(value, kind)
        case .perModifier: return (try perCapita(node), .number)
        case .adjustedModifier: return (try adjusted(node), .fraction)
        default: return try window(node)
        }
    }
}
