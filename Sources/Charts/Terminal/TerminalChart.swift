package import Columnar
internal import Diagnostics
package import TabularIO

/// Draws a result with characters, where otherwise its table would be shown.
package struct TerminalChart: Exporter {
    package let name = "chart"
    package let endings: [String] = []
    package let summary = "a picture made of characters"
    private let kind: ChartKind

    /// The width where the terminal's is not known.
    private static let usualWidth = 80

    package init(_ kind: ChartKind) { self.kind = kind }

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let chart = try Chart(kind, of: table)
        try options.checkCancellation()
        let width = max(20, options.width ?? TerminalChart.usualWidth)
        let paint = Paint(isOn: options.colors)
        var remarks = chart.remarks
        var lines = DisplayText.wrapped(chart.title, to: width - 1).map { " " + paint.bold($0) }
        if table.rowCount == 0 {
            lines.append(" (no rows)")
        } else {
            lines += body(chart, width, paint, options, &remarks)
        }
        try options.checkCancellation()
        let notes = table.notes.isEmpty ? [] : [table.notes.joined(separator: " · ")]
        for sentence in remarks + notes {
            lines += DisplayText.wrapped(DisplayText.visible(sentence), to: width).map(paint.dim)
        }
        for line in lines {
            writer.append(line.trimmingSpaces + "\n")
            guard try writer.endRow() else { return }
        }
    }

    private func body(
        _ chart: Chart, _ width: Int, _ paint: Paint, _ options: OutputOptions, _ remarks: inout [String]
    ) -> [String] {
        switch chart.content {
        case .boxes(let boxes): return BoxText(boxes, width: width, paint: paint).lines
        case .zones(let zones): return ZonesText(zones, width: width, paint: paint).lines
        case .places(let places): return MapText(places, width: width, paint: paint).lines
        case .panels(let panels):
            var lines: [String] = []
            for panel in panels {
                if panels.count > 1 { lines += (lines.isEmpty ? [] : [""]) + [" " + panel.name] }
                let drawn = draw(panel, width, paint, options)
                lines += drawn.lines
                for remark in drawn.remarks where !remarks.contains(remark) { remarks.insert(remark, at: 0) }
            }
            return lines
        }
    }

    private func draw(_ panel: Chart.Panel, _ width: Int, _ paint: Paint, _ options: OutputOptions) -> PanelText {
        guard !panel.values.isEmpty else { return PanelText(lines: [" (no values)"]) }
        return switch kind {
        case .line: LineText(panel, width: width, paint: paint).text
        case .spark: SparkText(panel, width: width, paint: paint).text
        case .heatmap: HeatmapText(panel, width: width, paint: paint).text
        case .histogram: HistogramText(panel, width: width, paint: paint).text
        case .bars, .box, .map, .table: BarsText(panel, width: width, paint: paint).text(options)
        }
    }
}

extension String {
    /// Without the spaces at its end.
    fileprivate var trimmingSpaces: String {
        guard hasSuffix(" ") else { return self }
        return String(reversed().drop { $0 == " " }.reversed())
    }
}
