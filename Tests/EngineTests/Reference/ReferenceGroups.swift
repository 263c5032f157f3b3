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
    private(set) var dimensions: [Dimension] = []
    private(set) var axis: Int?
    /// The dimensions that lead the rows; those behind are columns.
    private(set) var rowDimensions = 0
    private(set) var items: [Item] = []
    private(set) var grid = ReferenceGrid()
    /// The rows of the grid in display order, before anything is cut.
    private(set) var order: [Int] = []

    init(_ stage: ReferenceStage, input: ReferenceTable, rows: [[Value]]) throws {
        self.stage = stage
        self.input = input
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
        let values = try rows.map { row in
            let scope = ReferenceRowScope(script: stage.script, table: input, row: row)
            return try zip(bodies, dimensions).map { body, dimension in
                try value(of: body.node, body.grain, dimension.kind, scope)
            }
        }
        grid = ReferenceGrid(
            dimensions: dimensions.map(\.kind), rowDimensions: rowDimensions, axis: axis,
            buckets: try axis.map { axis in try ReferenceAxis(self, axis, values.map { $0[axis] }).buckets },
            rows: rows, values: values)
    }

    private func value(
        of node: SyntaxNode, _ grain: Grain?, _ kind: ReferenceKind, _ scope: ReferenceRowScope
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
        return time.exactInteger.map { .period(Period(grain, containing: $0)) } ?? .missing
    }

    // MARK: - Cells

    func scope(_ cell: ReferenceCell, items: Int? = nil) -> ReferenceMeasureScope {
        ReferenceMeasureScope(groups: self, cell: cell, visibleItems: items ?? self.items.count)
    }

    func evaluate(_ node: SyntaxNode, _ cell: ReferenceCell, items: Int? = nil) throws -> (Value, ReferenceKind) {
        try ReferenceEvaluator(scope: scope(cell, items: items)).evaluate(node)
    }

    /// The value of an item; without `show` there is only the count.
    func item(_ index: Int, _ cell: ReferenceCell) throws -> (Value, ReferenceKind) {
        if items.isEmpty { return (.integer(Int64(cell.rows(grid).count)), .integer) }
        return try evaluate(items[index].node, cell, items: index)
    }

    // MARK: - Order of evaluation

    func run() throws -> (table: ReferenceTable, result: ReferenceResult) {
        let top = try stage.first(.topClause).map { try ReferenceTop($0, self) }
        order = try displayOrder(top)
        var kept = order
        if let having = stage.first(.havingClause)?.nodes.first {
            kept = try order.filter { row in
                try ReferenceEvaluator(scope: scope(ReferenceCell(rows: [row], column: nil))).isTrue(having)
            }
        }
        let survivors = kept
        if let top { kept = try top.kept(survivors, isSorted: stage.first(.sortClause) != nil) }
        if let limit = stage.first(.limitClause).flatMap(ReferenceStage.count) { kept = Array(kept.prefix(limit)) }
        var shown = kept.map { ReferenceDisplayRow(cell: ReferenceCell(rows: [$0], column: nil), marks: []) }
        let options = stage.all(.withClause).flatMap { $0.nodes(.option) }
        if let top, options.contains(where: { $0.has(.others) }) {
            shown = top.withOthers(shown, outside: survivors.filter { !kept.contains($0) })
        }
        if options.contains(where: { $0.has(.totals) }), !order.isEmpty, rowDimensions > 0 {
            let marks = (0..<rowDimensions).map { $0 == 0 ? ResultTable.Mark.total : .blank }
            shown.append(
                ReferenceDisplayRow(
                    cell: ReferenceCell(rows: Array(grid.rows.indices), column: nil), marks: marks, isTotal: true))
        }
        return try ReferenceLayout(groups: self, shown: shown, hasTotals: options.contains { $0.has(.totals) }).make()
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
