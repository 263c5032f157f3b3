package import Columnar
internal import Diagnostics
package import TabularIO

/// Draws a result as an SVG picture of 800 pixels, which every browser and text processor opens.
package struct SVGPicture: Exporter {
    package let name = "svg"
    package let endings = ["svg"]
    package let summary = "a picture that scales"
    private let kind: ChartKind

    package init(_ kind: ChartKind) { self.kind = kind }

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        writer.append(SVGPicture.picture(try Chart(kind, of: table), notes: table.notes).text + "\n")
    }

    /// The picture with its title above, and below it what has to be known.
    static func picture(_ chart: Chart, notes: [String]) -> (text: String, width: Int, height: Int) {
        var canvas = SVGCanvas()
        var y = SVGStyle.margin + 14
        let title = SVGCanvas.cut(chart.title, to: SVGStyle.right - SVGStyle.margin, size: 17)
        canvas.text(title, x: SVGStyle.margin, y: y, size: 17, bold: true)
        y += 16
        switch chart.content {
        case .boxes(let boxes): y = SVGBoxes(boxes).draw(on: &canvas, from: y)
        case .zones(let zones): y = SVGZones(zones).draw(on: &canvas, from: y)
        case .places(let places): y = SVGMap(places).draw(on: &canvas, from: y)
        case .panels(let panels):
            if panels.isEmpty {
                canvas.text("no rows", x: SVGStyle.margin, y: y + 20, fill: SVGStyle.quiet)
                y += 28
            }
            for panel in panels {
                if panels.count > 1 || panel.axis.edges != nil {
                    y += 18
                    let values = panel.axis.edges == nil ? "" : panel.series.first?.name ?? ""
                    let name = [panels.count > 1 ? panel.name : "", values].filter { !$0.isEmpty }
                    canvas.text(name.joined(separator: ": "), x: SVGStyle.margin, y: y, size: 13, fill: SVGStyle.quiet)
                }
                y = draw(panel, chart.kind, on: &canvas, from: y)
            }
        }
        for remark in chart.remarks + (notes.isEmpty ? [] : [notes.joined(separator: " · ")]) {
            for line in DisplayText.wrapped(remark, to: 105) {
                y += 17
                canvas.text(line, x: SVGStyle.margin, y: y, fill: SVGStyle.quiet)
            }
        }
        let height = Int(y + SVGStyle.margin)
        return (framed(canvas.body, height: height, title: chart.title), Int(SVGStyle.width), height)
    }

    private static func draw(
        _ panel: Chart.Panel, _ kind: ChartKind, on canvas: inout SVGCanvas, from y: Double
    ) -> Double {
        guard !panel.values.isEmpty else {
            canvas.text("no values", x: SVGStyle.margin, y: y + 20, fill: SVGStyle.quiet)
            return y + 28
        }
        return switch kind {
        case .line: SVGLines(panel).draw(on: &canvas, from: y)
        case .spark: SVGSparks(panel).draw(on: &canvas, from: y)
        case .heatmap: SVGHeatmap(panel).draw(on: &canvas, from: y)
        case .histogram: SVGColumns(panel).draw(on: &canvas, from: y)
        case .bars, .box, .map, .table: SVGBars(panel).draw(on: &canvas, from: y)
        }
    }

    private static func framed(_ body: String, height: Int, title: String) -> String {
        let width = Int(SVGStyle.width)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            role="img" font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif">
            <title>\(SVGCanvas.escaped(title))</title>
            <defs><pattern id="missing" width="6" height="6" patternUnits="userSpaceOnUse" \
            patternTransform="rotate(45)"><rect width="6" height="6" fill="#f6f7f8"/><line x1="0" y1="0" x2="0" y2="6" \
            stroke="#d0d5da" stroke-width="2"/></pattern></defs>
            <rect width="\(width)" height="\(height)" fill="#ffffff"/>
            \(body)</svg>
            """
    }
}
