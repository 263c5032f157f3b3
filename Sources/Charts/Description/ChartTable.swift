internal import Columnar
internal import TabularIO

/// A result table in the roles that its columns play in a picture.
struct ChartTable {
    /// A column that says what values are about.
    struct Dimension {
        let name: String
        let type: DataType
        let info: ResultTable.ColumnInfo
        let display: DisplayColumn
    }

    /// A column of values, or the columns of one item of a cross-tab.
    struct Measure {
        let name: String
        let unit: ChartUnit
        var columns: [Values]
    }

    struct Values {
        /// The place in the cross-tab; empty without one.
        let label: String
        let info: ResultTable.ColumnInfo
        let display: DisplayColumn
        var low: Column?
        var high: Column?
    }

    let table: ResultTable
    /// The rows that are no totals.
    let rows: [Int]
    private(set) var dimensions: [Dimension] = []
    private(set) var measures: [Measure] = []
    private(set) var points: [ResultTable.ColumnInfo] = []
    /// The names of the cross-tab's dimensions.
    private(set) var crossing: [String] = []
    /// Whether rows are groups; else they are rows of the data.
    let isGrouped: Bool
    /// What the reader has to know about what is not drawn.
    private(set) var remarks: [String] = []

    init(_ table: ResultTable) {
        self.table = table
        isGrouped = table.columns.contains { $0.role == .dimension || $0.crossing != nil }
        let leading = table.columns.first
        rows = (0..<table.rowCount).filter { row in
            leading?.role != .dimension || table.mark(row: row, column: 0) != .total
        }
        var left: [String] = []
        for info in table.columns where !info.fileOnly {
            if info.type == .point { points.append(info) }
            if info.role == .companion {
                addLimit(info)
            } else if info.role == .dimension || (!isGrouped && !info.type.isNumeric) {
                guard info.type != .point else { continue }
                dimensions.append(
                    Dimension(
                        name: info.header, type: info.type, info: info, display: DisplayColumn(info, rows: rows)))
            } else if let unit = ChartUnit(info.type), unit != .time {
                add(info, unit: unit)
            } else if info.crossing?.values.isEmpty != true {
                left.append("`\(info.header)` is \(info.type.description) and not drawn")
            }
        }
        if rows.count < table.rowCount { left.append("totals are not drawn") }
        remarks = left
    }

    private mutating func add(_ info: ResultTable.ColumnInfo, unit: ChartUnit) {
        let values = { [rows] (label: String) in
            Values(label: label, info: info, display: DisplayColumn(info, rows: rows))
        }
        guard let crossing = info.crossing else {
            measures.append(Measure(name: info.header, unit: unit, columns: [values("")]))
            return
        }
        self.crossing = crossing.dimensions
        guard !crossing.values.isEmpty else { return }
        let label = crossing.values.map { ValueText.machine($0) ?? "(missing)" }.joined(separator: " · ")
        if let index = measures.firstIndex(where: { $0.name == crossing.item }) {
            measures[index].columns.append(values(label))
        } else {
            measures.append(Measure(name: crossing.item, unit: unit, columns: [values(label)]))
        }
    }

    /// The limits of a confidence interval belong to the values before them.
    private mutating func addLimit(_ info: ResultTable.ColumnInfo) {
        guard let measure = measures.indices.last, let column = measures[measure].columns.indices.last else { return }
        if info.header.hasSuffix(" low") { measures[measure].columns[column].low = info.column }
        if info.header.hasSuffix(" high") { measures[measure].columns[column].high = info.column }
    }

    /// What is measured by what, as a heading.
    var title: String {
        var names = measures.isEmpty ? points.map(\.header) : measures.map(\.name)
        if names.isEmpty { names = ["nothing"] }
        if names.count > 3 { names = [names[0], "\(names.count - 1) more"] }
        let over = dimensions.filter(\.isPeriod).map(\.name)
        let by = dimensions.filter { !$0.isPeriod }.map(\.name) + crossing
        return names.joined(separator: ", ") + (over.isEmpty ? "" : " over \(over.joined(separator: ", "))")
            + (by.isEmpty ? "" : " by \(by.joined(separator: ", "))")
    }
}

extension ChartTable.Dimension {
    var isPeriod: Bool { if case .period = type { true } else { false } }
}
