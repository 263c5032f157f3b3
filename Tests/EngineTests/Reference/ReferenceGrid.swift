import Columnar

/// The cells of a grouped stage: rows of groups (and buckets) × columns of a cross-tab, both in natural order.
struct ReferenceGrid {
    /// The values of the leading dimensions, row by row.
    private(set) var rows: [[Value]] = []
    /// The values of the cross-tab's dimensions, column by column; one empty column without a cross-tab.
    private(set) var columns: [[Value]] = [[]]
    /// The positions of the stage's rows in each cell, in the order of the rows.
    private var members: [[Int]] = []
    private(set) var input: [ReferenceEntry] = []

    init() {}

    init(
        dimensions: [ReferenceKind], rowDimensions: Int, axis: Int?, buckets: [Value]?, entries input: [ReferenceEntry],
        values: [[Value]]
    ) {
        self.input = input
        let leading = (0..<rowDimensions).filter { $0 != axis }
        func ordered(_ positions: [Int]) -> [[Value]] {
            Set(values.map { row in positions.map { row[$0] } }).sorted { left, right in
                for (index, position) in positions.enumerated() {
                    let order = dimensions[position].order(left[index], right[index])
                    if order != 0 { return order < 0 }
                }
                return false
            }
        }
        let across = Array(rowDimensions..<dimensions.count)
        columns = ordered(across)
        if across.isEmpty { columns = [[]] }
        var groups = ordered(leading)
        if leading.isEmpty, axis != nil, across.isEmpty || !values.isEmpty { groups = [[]] }
        if leading.isEmpty, axis == nil { groups = across.isEmpty || !values.isEmpty ? [[]] : [] }
        rows = groups.flatMap { group -> [[Value]] in
            guard let axis, let buckets else { return [group] }
            return buckets.map { bucket in
                var row = group
                row.insert(bucket, at: axis)
                return row
            }
        }
        members = Array(repeating: [], count: rows.count * columns.count)
        for (position, row) in values.enumerated() {
            guard let r = rows.firstIndex(of: Array(row[..<rowDimensions])),
                let c = columns.firstIndex(of: Array(row[rowDimensions...]))
            else { continue }
            members[r * columns.count + c].append(position)
        }
    }

    func members(_ row: Int, _ column: Int) -> [Int] { members[row * columns.count + column] }
    func values(_ row: Int, _ column: Int) -> [Value] { rows[row] + columns[column] }
}

/// Some rows of the grid, in one column or in all of them.
struct ReferenceCell {
    let rows: [Int]
    let column: Int?
    /// Whether this is a cell of `(others)` or `(total)`, beside the grid.
    let isTotal: Bool
    /// The places when they are no whole rows or columns: what a share is of.
    private var chosen: [ReferencePlace]?

    init(rows: [Int], column: Int?, isTotal: Bool = false) {
        self.rows = rows
        self.isTotal = isTotal
        self.column = column
    }

    init(_ places: [ReferencePlace], isTotal: Bool = false) {
        self.init(rows: [], column: nil, isTotal: isTotal)
        chosen = places
    }

    func places(_ grid: ReferenceGrid) -> [ReferencePlace] {
        chosen
            ?? rows.flatMap { row in
                (column.map { [$0] } ?? Array(grid.columns.indices)).map { ReferencePlace(row: row, column: $0) }
            }
    }

    /// The rows of the data in it, in the order of the data.
    func entries(_ grid: ReferenceGrid) -> [ReferenceEntry] {
        places(grid).flatMap { grid.members($0.row, $0.column) }.sorted().map { grid.input[$0] }
    }
}

/// A place in the grid.
struct ReferencePlace: Hashable {
    let row: Int
    let column: Int
}
