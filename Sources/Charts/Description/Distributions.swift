internal import Columnar
internal import TabularIO

extension Chart.Panel {
    /// One histogram for each column of numbers; of times where there are no numbers.
    static func histograms(_ source: ChartTable) throws(OutputError) -> [Chart.Panel] {
        var columns = source.measures.flatMap(\.columns).map(\.info)
        if columns.isEmpty { columns = source.dimensions.filter(\.type.isTemporal).map(\.info) }
        guard !columns.isEmpty else {
            throw OutputError(.notDrawable, "`draw histogram` needs a column of numbers, durations or times")
        }
        return columns.compactMap { info in
            ChartUnit(info.type).map { histogram(info, unit: $0, rows: source.rows) }
        }
    }

    private static func histogram(_ info: ResultTable.ColumnInfo, unit: ChartUnit, rows: [Int]) -> Chart.Panel {
        let values = rows.compactMap { info.column[$0].charted }
        let missing = rows.count - values.count
        let bins = ChartBins(values, unit: unit, limit: 30)
        let counts = values.isEmpty ? [] : bins.counts
        let places = [Bool](repeating: false, count: counts.count)
        let axis = Chart.Axis(
            name: info.header, labels: values.isEmpty ? [] : bins.labels, periods: nil, isPartial: places,
            isOthers: places,
            edges: bins)
        let total = NumberText.grouped(Int64(values.count))
        let name =
            "\(total) value\(values.count == 1 ? "" : "s")"
            + (missing > 0 ? ", \(NumberText.grouped(Int64(missing))) missing" : "")
        return Chart.Panel(
            name: info.header, unit: .count, axis: axis, seriesName: "",
            series: [
                Chart.Series(
                    name: name, values: counts.map { Double($0) },
                    texts: counts.map { NumberText.grouped(Int64($0)) }, weights: [], low: [], high: [])
            ])
    }
}

extension Chart.Boxes {
    /// Of rows: the values of the first column of numbers, in the groups of the first other column. Of groups: five
    /// measures from the least to the greatest.
    init(_ source: ChartTable) throws(OutputError) {
        guard let measure = source.measures.first else {
            throw OutputError(.notDrawable, "`draw box` needs a column of numbers or durations")
        }
        let units = Set(source.measures.map(\.unit))
        // The least of whole numbers is a whole number, their median is not.
        let isMixed = source.isGrouped && units == [.count, .number]
        unit = isMixed ? .number : measure.unit
        guard source.isGrouped else {
            name = measure.name
            whiskers = "whiskers reach to the last value within 1.5 box lengths, points lie beyond"
            var order: [String] = []
            var values: [String: [Double]] = [:]
            for row in source.rows {
                guard let value = measure.columns.first?.info.column[row].charted else { continue }
                let text = source.dimensions.first.map { $0.display.text(row: row) }
                let label = text.map { $0.isEmpty ? "(missing)" : $0 } ?? ""
                if values[label] == nil { order.append(label) }
                values[label, default: []].append(value)
            }
            boxes = order.sorted(by: Chart.Boxes.precedes).compactMap { Chart.Box(label: $0, values: values[$0] ?? []) }
            return
        }
        let names = source.measures.map(\.name)
        guard source.measures.count == 5, source.crossing.isEmpty, isMixed || units.count == 1 else {
            throw OutputError(
                .notDrawable, "`draw box` needs five measures of one unit, from the least to the greatest")
        }
        name = names[2]
        whiskers = "\(names[0]), box from \(names[1]) to \(names[3]) with \(names[2]), \(names[4])"
        var boxes: [Chart.Box] = []
        for row in source.rows {
            let figures = source.measures.compactMap { $0.columns[0].info.column[row].charted }
            guard figures.count == 5 else { continue }
            let label = source.dimensions.map { $0.display.text(row: row) }.joined(separator: " · ")
            guard figures == figures.sorted() else {
                throw OutputError(
                    .notDrawable,
                    "`draw box` needs measures from the least to the greatest; of `\(label)` they are in another order")
            }
            boxes.append(
                Chart.Box(
                    label: label, low: figures[0], lower: figures[1], median: figures[2], upper: figures[3],
                    high: figures[4], outliers: [], count: nil))
        }
        self.boxes = boxes
    }

    /// Numbers by their size, other labels by their letters, `(missing)` last.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        if left == "(missing)" || right == "(missing)" { return right == "(missing)" && left != right }
        if let first = Double(left), let second = Double(right), first != second { return first < second }
        return left < right
    }
}

extension Chart.Places {
    /// The points of the first column of places, with the first measure as their size.
    init(_ source: ChartTable) throws(OutputError) {
        guard let column = source.points.first?.column else {
            throw OutputError(.notDrawable, "`draw map` needs a column of places")
        }
        let measure = source.isGrouped ? source.measures.first : nil
        points = source.rows.compactMap { row in
            guard case .point(let x, let y) = column[row], x.isFinite, y.isFinite else { return nil }
            let values = measure?.columns.first
            return Chart.Place(
                x: x, y: y, value: values?.info.column[row].charted, text: values?.display.text(row: row) ?? "")
        }
        self.measure = measure?.name
        unit = measure?.unit ?? .count
        isGeographic = points.allSatisfy { $0.x.magnitude <= 180 && $0.y.magnitude <= 90 }
    }
}
