import Columnar
import Syntax

/// A stage with groups: its dimensions, its grid of cells, and what becomes of them in the order of evaluation.
final class ReferenceGroups {
    struct Dimension {
        let name: String
        let text: String
        let kind: ReferenceKind
    }

    struct Item {
        let name: String
        let node: SyntaxNode
        let isLabelled: Bool
    }

    let stage: ReferenceStage
    let input: ReferenceTable
    let comparison: ReferenceComparison?
    private(set) var dimensions: [Dimension] = []
    private(set) var axis: Int?
    /// The dimensions that lead the rows; those behind are columns.
    private(set) var rowDimensions = 0
    private(set) var items: [Item] = []
    private(set) var grid = ReferenceGrid()
    /// The buckets of the axis that are covered only in part.
    private(set) var partial: [Value] = []
    /// Where the axis ends on each side of a comparison, when `where` or the periods say so.
    private(set) var axisEnds: [Int64?] = [nil, nil]
    /// The rows of the grid in display order, before anything is cut.
    private(set) var order: [Int] = []

    init(
        _ stage: ReferenceStage, input: ReferenceTable, entries: [ReferenceEntry], _ comparison: ReferenceComparison?
    ) throws {
        self.stage = stage
        self.input = input
        self.comparison = comparison
        let blank = ReferenceRowScope(script: stage.script, table: input, row: input.columns.map { _ in .missing })
        var bodies: [(node: SyntaxNode, grain: Grain?)] = []
        func add(_ clause: SyntaxNode?) throws {
            for node in clause?.nodes(.dimension) ?? [] {
                guard let body = node.nodes.last else { continue }
                let kind = try ReferenceEvaluator(scope: blank).kind(body)
                dimensions.append(
                    Dimension(name: ReferenceStage.name(node, body), text: body.canonicalText, kind: kind))
                bodies.append((body, nil))
            }
        }
        try add(stage.first(.groupByClause))
        if let over = stage.first(.overClause) {
            guard let word = over.tokens.last(where: { $0.kind == .word && $0.keyword != .of }),
                let grain = Grain(rawValue: over.text(word).lowercased())
            else { throw ReferenceError("no grain in `\(over.text)`") }
            axis = dimensions.count
            dimensions.append(Dimension(name: grain.rawValue, text: grain.rawValue, kind: .period(grain)))
            bodies.append((over.first(.dimension)?.nodes.last ?? over, grain))
        }
        rowDimensions = dimensions.count
        try add(stage.first(.acrossClause))
        items = stage.all(.showClause).flatMap { $0.nodes(.item) }.compactMap { node in
            node.nodes.last.map {
                Item(name: ReferenceStage.name(node, $0), node: $0, isLabelled: node.first(.label) != nil)
            }
        }
        // What `dedupe` takes out makes no group, unless its share is asked for.
        let asksForRemoved = stage.clauses.contains { $0.text.contains("removed%") }
        let entries = entries.filter { asksForRemoved || !$0.isRemoved }
        let values = try entries.map { entry in
            let scope = ReferenceRowScope(script: stage.script, table: input, row: entry.row)
            return try zip(bodies, dimensions).map { body, dimension in
                try value(of: body.node, body.grain, dimension.kind, scope, entry)
            }
        }
        var buckets: [Value]?
        if let axis, case .period(let grain) = dimensions[axis].kind {
            let (limits, times) = try limits(ofAxis: bodies[axis].node, blank)
            let made = ReferenceAxis(
                grain, values.map { $0[axis] } + (try flowBuckets(entries, grain)), limits, times: times,
                now: input.asOf)
            (buckets, partial) = (made.buckets, made.partial)
        }
        grid = ReferenceGrid(
            dimensions: dimensions.map(\.kind), rowDimensions: rowDimensions, axis: axis, buckets: buckets,
            entries: entries, values: values)
    }

    private func value(
        of node: SyntaxNode, _ grain: Grain?, _ kind: ReferenceKind, _ scope: ReferenceRowScope,
        _ entry: ReferenceEntry
    ) throws -> Value {
        guard let grain else {
            let value = try ReferenceEvaluator(scope: scope).value(node)
            // One number has one form, so that groups do not split by it.
            return kind == .number ? value.magnitudeNumber.map { .number($0 == 0 ? 0 : $0) } ?? .missing : value
        }
        var time = Value.missing
        if node.kind == .overClause {
            if let column = input.timeColumn { time = scope.row[column] }
        } else {
            time = try ReferenceEvaluator(scope: scope).value(node)
        }
        return bucket(of: time, grain, entry)
    }

    /// The bucket of a time; that of the other period in its place of the base's.
    func bucket(of time: Value, _ grain: Grain, _ entry: ReferenceEntry) -> Value {
        guard let instant = time.exactInteger else { return .missing }
        if case .period(let period) = time { return .period(Period(grain, containing: period.start)) }
        let shift = entry.side == 1 ? comparison?.shift(grain) ?? 0 : 0
        return .period(Period(grain, containing: instant).advanced(by: shift))
    }

    /// What `where` and the periods of a comparison say about the time of the axis, and the times in the data.
    private func limits(
        ofAxis node: SyntaxNode, _ blank: ReferenceRowScope
    ) throws -> (ReferenceLimits, times: [Int64]) {
        let name = node.kind == .overClause ? input.timeColumn.map { input.columns[$0].name } : node.text
        let evaluator = ReferenceEvaluator(scope: blank)
        let conditions = input.passed + (comparison?.shared ?? stage.all(.whereClause).map { $0.nodes[0] })
        var limits = try ReferenceLimits(conditions, name: name, evaluator)
        var other = limits
        if let periods = comparison?.periods, name == input.timeColumn.map({ input.columns[$0].name }) {
            limits.confine(to: periods.base)
            other.confine(to: periods.other)
        }
        axisEnds = [limits.end, other.end]
        let column = name.flatMap(input.column)
        let times = column.map { column in stage.script.data.rows.compactMap { $0[column].exactInteger } }
        return (limits, input.isData ? times ?? [] : [])
    }

    /// The buckets in which spans end or start: these are on the axis too.
    private func flowBuckets(_ entries: [ReferenceEntry], _ grain: Grain) throws -> [Value] {
        let words = Set(stage.clauses.flatMap { $0.text.lowercased().split { !$0.isLetter }.map(String.init) })
        let script = stage.script
        guard let first = script.spans.first else { return [] }
        return try (script.spans + ["arrivals", "closures"]).filter(words.contains).flatMap { name -> [Value] in
            let flow = ReferenceFlow(groups: self, span: script.spans.contains(name) ? name : first)
            return try entries.flatMap { entry in
                (name == "closures" ? [] : [try flow.arrival(entry)])
                    + (name == "arrivals" ? [] : [try flow.closure(entry)])
            }.compactMap { $0 }
        }
    }

    // MARK: - Cells

    /// Measures of a cell; of a comparison those of the base where no side is named.
    func scope(_ cell: ReferenceCell, items: Int? = nil, side: Int = 0) -> ReferenceMeasureScope {
        ReferenceMeasureScope(
            groups: self, cell: cell, side: comparison == nil ? nil : side, visibleItems: items ?? self.items.count)
    }

    func evaluate(
        _ node: SyntaxNode, _ cell: ReferenceCell, items: Int? = nil, side: Int = 0
    ) throws -> (Value, ReferenceKind) {
        try ReferenceEvaluator(scope: scope(cell, items: items, side: side)).evaluate(node)
    }

    /// The value of an item; without `show` there is only the count.
    func item(_ index: Int, _ cell: ReferenceCell, side: Int = 0) throws -> (Value, ReferenceKind) {
        if items.isEmpty { return (.integer(Int64(try scope(cell, side: side).entries.count)), .integer) }
        let scope = scope(cell, items: index, side: side)
        let (value, kind) = try ReferenceEvaluator(scope: scope).evaluate(items[index].node)
        return (scope.mixture.isRead ? .missing : value, kind)
    }

    /// What a comparison says about an item besides: the difference of both sides, in points for shares.
    func change(_ index: Int, _ cell: ReferenceCell) throws -> (Value, ReferenceKind)? {
        let (now, kind) = try item(index, cell, side: 0)
        let before = try item(index, cell, side: 1).0
        switch kind {
        case .integer, .number, .fraction, .duration: return (ReferenceEvaluator.difference(now, before, kind), kind)
        default: return nil
        }
    }

    // MARK: - Order of evaluation

    func run() throws -> (table: ReferenceTable, result: ReferenceResult) {
        let top = try stage.first(.topClause).map { try ReferenceTop($0, self) }
        order = try displayOrder(top)
        var kept = order
        if let having = stage.first(.havingClause)?.nodes.first {
            // In a comparison it must hold on both sides.
            kept = try order.filter { row in
                try (comparison == nil ? [0] : [0, 1]).allSatisfy { side in
                    try ReferenceEvaluator(scope: scope(ReferenceCell(rows: [row], column: nil), side: side)).isTrue(
                        having)
                }
            }
        }
        let survivors = kept
        let columns = try top?.keptColumns(survivors)
        if let top, columns == nil { kept = try top.kept(survivors, isSorted: stage.first(.sortClause) != nil) }
        // What `limit` cuts off is in the top all the same.
        let outside = survivors.filter { !kept.contains($0) }
        if let limit = stage.first(.limitClause).flatMap(ReferenceStage.count) { kept = Array(kept.prefix(limit)) }
        var shown = kept.map { ReferenceDisplayRow(cell: ReferenceCell(rows: [$0], column: nil), marks: []) }
        let options = stage.all(.withClause).flatMap { $0.nodes(.option) }
        let hasOthers = options.contains { $0.has(.others) }
        if let top, columns == nil, hasOthers { shown = top.withOthers(shown, outside: outside) }
        if options.contains(where: { $0.has(.totals) }), !order.isEmpty, rowDimensions > 0 {
            let marks = (0..<rowDimensions).map { $0 == 0 ? ResultTable.Mark.total : .blank }
            shown.append(
                ReferenceDisplayRow(
                    cell: ReferenceCell(rows: Array(grid.rows.indices), column: nil), marks: marks, isTotal: true))
        }
        return try ReferenceLayout(
            groups: self, shown: shown, hasTotals: options.contains { $0.has(.totals) }, columns: columns,
            hasOtherColumns: hasOthers && !shown.isEmpty
        ).make()
    }

    /// By the sort keys, or by what `top` ranks where that orders whole rows; ties in natural order.
    private func displayOrder(_ top: ReferenceTop?) throws -> [Int] {
        var keys =
            stage.first(.sortClause)?.nodes(.sortKey).map { (node: $0.nodes[0], descending: $0.has(.desc)) } ?? []
        if keys.isEmpty, let top, top.dimension == nil, axis == nil {
            guard let measure = top.measure else {
                return try sorted(
                    grid.rows.indices.map { [try item(0, ReferenceCell(rows: [$0], column: nil))] }, [!top.isBottom])
            }
            keys = [(measure, !top.isBottom)]
        }
        let values = try grid.rows.indices.map { row in
            try keys.map { try evaluate($0.node, ReferenceCell(rows: [row], column: nil)) }
        }
        return sorted(values, keys.map(\.descending))
    }

    private func sorted(_ values: [[(Value, ReferenceKind)]], _ descending: [Bool]) -> [Int] {
        grid.rows.indices.sorted { left, right in
            for (index, isDescending) in descending.enumerated() {
                let (a, b) = (values[left][index], values[right][index])
                let order = a.1.order(a.0, b.0, descending: isDescending)
                if order != 0 { return order < 0 }
            }
            return left < right
        }
    }
}
