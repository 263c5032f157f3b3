internal import Columnar
internal import TabularIO

/// Lays the values of a table out along an axis, as series of panels.
struct PanelBuilder {
    private let source: ChartTable
    private let kind: ChartKind
    /// The dimensions of the rows that make the axis; none where the cross-tab does.
    private let axis: [Int]
    /// Those that tell series apart.
    private let rest: [Int]
    private let isCrossed: Bool

    init(_ source: ChartTable, kind: ChartKind) {
        self.source = source
        self.kind = kind
        let all = Array(source.dimensions.indices)
        let period = all.last { source.dimensions[$0].isPeriod }
        isCrossed = !source.crossing.isEmpty
        switch kind {
        case .line, .spark:
            // Values change along time, else along the first dimension.
            axis = (period ?? all.first).map { [$0] } ?? []
        case .heatmap:
            // Time runs to the right; else the cross-tab's columns stay columns.
            if let period { axis = [period] } else { axis = isCrossed ? [] : all.last.map { [$0] } ?? [] }
        default: axis = all
        }
        rest = all.filter { [axis] in !axis.contains($0) }
    }

    /// Whether the columns of the cross-tab lie along the axis.
    private var crossIsAxis: Bool { isCrossed && axis.isEmpty }

    func panels(_ remarks: inout [String]) -> [Chart.Panel] {
        var panels: [Chart.Panel] = []
        for measure in source.measures {
            let panel = panel(measure)
            // Measures of one unit without further series stand side by side.
            if let last = panels.last, last.unit == panel.unit, kind != .histogram, !last.seriesName.hasPrefix(" "),
                panel.series.count == 1, rest.isEmpty, !isCrossed
            {
                let series = (last.series + panel.series)
                panels[panels.count - 1] = Chart.Panel(
                    name: "\(last.name), \(panel.name)", unit: last.unit, axis: last.axis, seriesName: "",
                    series: series)
            } else {
                panels.append(panel)
            }
        }
        let unplaced = source.rows.count { isUnplaced($0) }
        if unplaced > 0, let dimension = axis.first {
            let name = source.dimensions[dimension].name
            remarks.append("the value without a `\(name)` is not drawn")
        }
        return panels
    }

    /// Rows without a period have no place along time.
    private func isUnplaced(_ row: Int) -> Bool {
        guard let dimension = axis.first, axis.count == 1, source.dimensions[dimension].isPeriod else { return false }
        return source.dimensions[dimension].info.column[row].isMissing
    }

    private func panel(_ measure: ChartTable.Measure) -> Chart.Panel {
        var places = Keys()
        var names = Keys()
        var cells: [(place: Int, series: Int, column: Int, row: Int)] = []
        for row in source.rows where !isUnplaced(row) {
            let placeLabel = label(row, axis)
            let name = label(row, rest)
            for (index, column) in measure.columns.enumerated() {
                let place = crossIsAxis ? places.index(column.label, row: nil) : places.index(placeLabel, row: row)
                let parts = [name, crossIsAxis ? "" : column.label].filter { !$0.isEmpty }
                cells.append((place, names.index(parts.joined(separator: " · "), row: row), index, row))
            }
        }
        let (axis, order) = axis(places)
        var series = names.labels.map { SeriesBuilder(name: $0.isEmpty ? measure.name : $0, count: axis.count) }
        for cell in cells {
            series[cell.series].set(order[cell.place], measure.columns[cell.column], row: cell.row)
        }
        let seriesName = (rest.map { source.dimensions[$0].name } + (crossIsAxis ? [] : source.crossing))
        return Chart.Panel(
            name: measure.name, unit: measure.unit, axis: axis, seriesName: seriesName.joined(separator: " · "),
            series: series.map(\.series))
    }

    private func label(_ row: Int, _ dimensions: [Int]) -> String {
        dimensions.map { source.dimensions[$0].display.text(row: row) }.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The axis, with times in their order, and each key's place on it.
    private func axis(_ places: Keys) -> (Chart.Axis, [Int]) {
        let dimension = axis.count == 1 ? source.dimensions[axis[0]] : nil
        let periods = places.rows.map { row -> Period? in
            guard let row, case .period(let period)? = dimension?.info.column[row] else { return nil }
            return period
        }
        let known = periods.compactMap { $0 }
        let isTime = known.count == periods.count && !known.isEmpty && kind != .bars
        let sorted = isTime ? known.indices.sorted { known[$0] < known[$1] } : Array(places.labels.indices)
        var order = sorted
        for (place, key) in sorted.enumerated() { order[key] = place }
        func marks(_ mark: ResultTable.Mark) -> [Bool] {
            sorted.map { key in
                guard let row = places.rows[key] else { return false }
                return axis.contains { source.dimensions[$0].display.mark(row: row) == mark }
            }
        }
        let names = axis.map { source.dimensions[$0].name }
        let placed = Chart.Axis(
            name: (crossIsAxis ? source.crossing : names).joined(separator: " · "),
            labels: sorted.map { places.labels[$0] }, periods: isTime ? sorted.map { known[$0] } : nil,
            isPartial: marks(.partial), isOthers: marks(.others))
        return (placed, order)
    }

    /// Labels in the order in which they come, with the first row of each.
    private struct Keys {
        private(set) var labels: [String] = []
        private(set) var rows: [Int?] = []
        private var known: [String: Int] = [:]

        mutating func index(_ label: String, row: Int?) -> Int {
            if let index = known[label] { return index }
            known[label] = labels.count
            labels.append(label)
            rows.append(row)
            return labels.count - 1
        }
    }

    private struct SeriesBuilder {
        let name: String
        var values: [Double?]
        var texts: [String]
        var weights: [Double?]
        var low: [Double?]
        var high: [Double?]

        init(name: String, count: Int) {
            self.name = name
            values = Array(repeating: nil, count: count)
            texts = Array(repeating: "", count: count)
            weights = values
            low = values
            high = values
        }

        mutating func set(_ place: Int, _ column: ChartTable.Values, row: Int) {
            let value = column.info.column[row]
            values[place] = value.charted
            if case .rate(_, let whole) = value { weights[place] = whole }
            if case .share(_, let whole) = value { weights[place] = whole }
            texts[place] = column.display.text(row: row)
            low[place] = column.low?[row].charted
            high[place] = column.high?[row].charted
        }

        var series: Chart.Series {
            Chart.Series(
                name: name, values: values, texts: texts, weights: known(weights), low: known(low), high: known(high))
        }

        private func known(_ values: [Double?]) -> [Double?] { values.contains { $0 != nil } ? values : [] }
    }
}
