import Columnar
import Syntax

/// `top` and `bottom`: which groups stay, and the rows of the others.
struct ReferenceTop {
    let count: Int
    let isBottom: Bool
    /// The dimension that is ranked by itself, and the one within whose values it is.
    let dimension: Int?
    let per: Int?
    /// Nil is the first measure.
    let measure: SyntaxNode?
    private let groups: ReferenceGroups

    init(_ clause: SyntaxNode, _ groups: ReferenceGroups) throws {
        func position(_ node: SyntaxNode) throws -> Int {
            let name = node.kind == .name ? node.unquoted(node.firstToken) : node.canonicalText
            guard
                let found = groups.dimensions.firstIndex(where: {
                    $0.text == name || $0.name.lowercased() == name.lowercased()
                })
            else { throw ReferenceError("`\(name)` is no dimension") }
            return found
        }
        guard let count = ReferenceStage.count(clause) else { throw ReferenceError("no count in `\(clause.text)`") }
        self.count = count
        self.groups = groups
        isBottom = clause.has(.bottom)
        // Without rows it is the columns that are ranked.
        let isOfColumns = groups.rowDimensions == 0 && !groups.dimensions.isEmpty
        dimension =
            try clause.nodes.first { $0.kind != .byPart && $0.kind != .perPart }.map(position)
            ?? (isOfColumns ? 0 : nil)
        per = try clause.first(.perPart)?.nodes.first.map(position)
        measure = clause.first(.byPart)?.nodes.first
    }

    private func values(_ row: Int, _ positions: [Int]) -> [Value] { positions.map { groups.grid.rows[row][$0] } }

    private func measured(_ cell: ReferenceCell) throws -> (Value, ReferenceKind) {
        try measure.map { try groups.evaluate($0, cell) } ?? groups.item(0, cell)
    }

    /// What is ranked: one dimension, or the combinations of the groups (the buckets where there are no groups).
    private var ranked: [Int] {
        if let dimension { return [dimension] }
        let grouping = (0..<groups.rowDimensions).filter { $0 != groups.axis }
        return grouping.isEmpty ? Array(0..<groups.rowDimensions) : grouping
    }

    /// The rows of the first `count` candidates among the survivors of `having`, ranked by the measure over all their
    /// rows; ties in natural order. Without `sort by` they come in the order of their ranks.
    func kept(_ survivors: [Int], isSorted: Bool) throws -> [Int] {
        var ranks: [Int: Int] = [:]
        let fields = Dictionary(grouping: survivors) { row in per.map { values(row, [$0]) } ?? [] }
        for rows in fields.values {
            let candidates = Dictionary(grouping: rows) { values($0, ranked) }
            let measures = try candidates.mapValues { try measured(ReferenceCell(rows: $0.sorted(), column: nil)) }
            for (rank, candidate) in inOrder(measures, ranked).enumerated() {
                for row in candidates[candidate] ?? [] { ranks[row] = rank }
            }
        }
        let chosen = survivors.filter { (ranks[$0] ?? .max) < count }
        guard !isSorted else { return chosen }
        return chosen.enumerated().sorted { left, right in
            if let per {
                let order = naturalOrder(values(left.element, [per]), values(right.element, [per]), [per])
                if order != 0 { return order < 0 }
            }
            let (a, b) = (ranks[left.element] ?? 0, ranks[right.element] ?? 0)
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    /// Candidates by what they measure, ties in natural order.
    private func inOrder(_ measures: [[Value]: (Value, ReferenceKind)], _ positions: [Int]) -> [[Value]] {
        measures.sorted { left, right in
            let order = left.value.1.order(left.value.0, right.value.0, descending: !isBottom)
            return order == 0 ? naturalOrder(left.key, right.key, positions) < 0 : order < 0
        }.map(\.key)
    }

    /// The columns of a cross-tab whose value is one of the first `count` over the survivors' rows, in the order of their
    /// ranks; nil where it is rows that are ranked.
    func keptColumns(_ survivors: [Int]) throws -> [Int]? {
        guard let dimension, dimension >= groups.rowDimensions else { return nil }
        let columns = groups.grid.columns.indices
        let candidates = Dictionary(grouping: columns) {
            [groups.grid.columns[$0][dimension - groups.rowDimensions]]
        }
        let measures = try candidates.mapValues { columns in
            try measured(
                ReferenceCell(survivors.flatMap { row in columns.map { ReferencePlace(row: row, column: $0) } }))
        }
        return inOrder(measures, [dimension]).prefix(count).flatMap { candidates[$0] ?? [] }
    }

    private func naturalOrder(_ left: [Value], _ right: [Value], _ positions: [Int]) -> Int {
        for (index, position) in positions.enumerated() {
            let order = groups.dimensions[position].kind.order(left[index], right[index])
            if order != 0 { return order }
        }
        return 0
    }

    /// The shown rows with one `(others)` row for each combination of the dimensions that are not ranked, at the end, or
    /// behind each value of `per`.
    func withOthers(_ shown: [ReferenceDisplayRow], outside: [Int]) -> [ReferenceDisplayRow] {
        let replaced = ranked
        let retained = (0..<groups.rowDimensions).filter { !replaced.contains($0) }
        let marks = (0..<groups.rowDimensions).map { dimension in
            replaced.contains(dimension) ? (dimension == replaced.first ? ResultTable.Mark.others : .blank) : .none
        }
        let others = Dictionary(grouping: outside) { values($0, retained) }
            .sorted { naturalOrder($0.key, $1.key, retained) < 0 }
            .map {
                ReferenceDisplayRow(
                    cell: ReferenceCell(rows: $0.value.sorted(), column: nil), marks: marks, isTotal: true)
            }
        guard let per else { return shown + others }
        func field(_ row: ReferenceDisplayRow) -> [Value] { values(row.cell.rows[0], [per]) }
        var arranged: [ReferenceDisplayRow] = []
        var waiting = others
        for (index, row) in shown.enumerated() {
            arranged.append(row)
            guard index + 1 == shown.count || field(shown[index + 1]) != field(row) else { continue }
            arranged += waiting.filter { field($0) == field(row) }
            waiting.removeAll { field($0) == field(row) }
        }
        return arranged + waiting
    }
}
