package import Columnar
internal import Diagnostics
package import TabularIO

extension Chart {
    /// The picture of a table.
    /// - Throws: `OutputError.notDrawable` when the table has nothing that the picture shows.
    package init(_ kind: ChartKind, of table: ResultTable) throws(OutputError) {
        let source = ChartTable(table)
        self.kind = kind
        var remarks = source.remarks
        var title = source.title
        switch kind {
        case .map where table.outlines != nil:
            let zones = try Zones(source, &remarks)
            content = .zones(zones)
            title = "\(zones.measure) by \(source.dimensions.map(\.name).joined(separator: ", "))"
        case .map: content = .places(try Places(source))
        case .box:
            let boxes = try Boxes(source)
            content = .boxes(boxes)
            title = "\(boxes.name)\(source.dimensions.first.map { " by \($0.name)" } ?? "")"
            if !boxes.boxes.isEmpty { remarks.append(boxes.whiskers) }
        case .histogram where !source.isGrouped:
            let panels = try Panel.histograms(source)
            title = "distribution of " + panels.map(\.name).joined(separator: ", ")
            content = .panels(panels)
        default:
            guard !source.measures.isEmpty || table.rowCount == 0 else {
                throw OutputError(.notDrawable, "`draw \(kind.rawValue)` needs values: numbers, shares or durations")
            }
            let panels = PanelBuilder(source, kind: kind).panels(&remarks)
            content = .panels(panels)
            if panels.contains(where: { $0.axis.isPartial.contains(true) }) {
                remarks.insert("* only partly covered by the data", at: 0)
            }
        }
        self.title = DisplayText.visible(title)
        self.remarks = remarks
    }
}
