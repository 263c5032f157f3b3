internal import Columnar
internal import Diagnostics
internal import TabularIO

extension Chart {
    /// Zones of a map, filled by what is measured in them.
    package struct Zones: Sendable {
        package let zones: [Zone]
        package let measure: String
        package let unit: ChartUnit

        package var values: [Double] { zones.compactMap(\.value) }
        package var lacksValues: Bool { zones.contains { $0.value == nil } }
    }

    package struct Zone: Sendable {
        package let name: String
        /// Each polygon is its outer ring, then its holes, in degrees of longitude and latitude.
        package let polygons: [[[(x: Double, y: Double)]]]
        /// Nil where nothing is known of the zone.
        package let value: Double?
        /// The value as tables spell it.
        package let text: String
    }
}

extension Chart.Zones {
    /// The zones of a result in the order of their file, with the first measure.
    init(_ source: ChartTable, _ remarks: inout [String]) throws(OutputError) {
        guard let outlines = source.table.outlines, let measure = source.measures.first, measure.columns.count == 1
        else {
            throw OutputError(.notDrawable, "`draw map` needs one value for each zone")
        }
        let names = source.table.columns[outlines.column]
        let known = Set(outlines.zones.map(\.name))
        var rows: [String: Int] = [:]
        var outside: [String] = []
        for row in source.rows {
            let name = ValueText.machine(names.column[row])
            if let name, known.contains(name) {
                rows[name] = row
            } else {
                let shown = DisplayColumn(names, rows: source.rows).text(row: row)
                outside.append("\(shown): \(measure.columns[0].display.text(row: row))")
            }
        }
        zones = outlines.zones.map { zone in
            let row = rows[zone.name]
            return Chart.Zone(
                name: DisplayText.visible(zone.name), polygons: zone.polygons,
                value: row.flatMap { measure.columns[0].info.column[$0].charted },
                text: row.map { measure.columns[0].display.text(row: $0) } ?? "no rows")
        }
        self.measure = measure.name
        unit = measure.unit
        for other in source.measures.dropFirst() {
            remarks.append("`\(other.name)` is not drawn: a map shows one measure")
        }
        if !outside.isEmpty { remarks.append("not on the map: \(outside.joined(separator: ", "))") }
    }
}
