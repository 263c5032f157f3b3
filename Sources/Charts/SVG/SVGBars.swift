/// Horizontal bars from a zero line, with values at their ends and confidence intervals over them.
struct SVGBars {
    private let panel: Chart.Panel
    private let scale: ChartScale
    private let left: Double
    private let right: Double
    private let labels: [String]

    private static let maxLabel = 280.0

    init(_ panel: Chart.Panel) {
        self.panel = panel
        let limits = panel.series.flatMap { ($0.low + $0.high).compactMap { $0 } }
        scale = ChartScale(panel.values + limits, unit: panel.unit, ticks: 6, fromZero: true)
        let marks = panel.axis.isPartial.map { $0 ? " *" : "" }
        labels = zip(SVGCanvas.cut(panel.axis.labels, to: SVGBars.maxLabel), marks).map { $0 + $1 }
        left = SVGStyle.margin + (labels.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 12
        let values = panel.series.flatMap { $0.texts.map { SVGCanvas.textWidth($0) } }.max() ?? 0
        right = SVGStyle.right - values - 8
    }

    private func x(_ value: Double) -> Double { left + scale.position(value) * (right - left) }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        var y = top + 8
        if panel.series.count > 1 { y = SVGLegend(panel.series.map(\.name)).draw(on: &canvas, from: y) }
        let thickness = panel.series.count == 1 ? 18.0 : 13.0
        let start = y
        let group = thickness * Double(panel.series.count) + (panel.series.count == 1 ? 7 : 12)
        let bottom = start + group * Double(panel.axis.count)
        for tick in scale.ticks {
            canvas.line(x(tick), start, x(tick), bottom)
            canvas.text(
                scale.text(tick), x: x(tick), y: bottom + 16, anchor: .middle, size: 11, fill: SVGStyle.quiet)
        }
        for place in 0..<panel.axis.count {
            let middle = y + 4 + thickness * Double(panel.series.count) / 2
            canvas.text(labels[place], x: left - 8, y: middle + 4, anchor: .end)
            for (index, series) in panel.series.enumerated() {
                let row = y + 4 + Double(index) * thickness
                bar(series, place, index, y: row, thickness: thickness - 1, on: &canvas)
            }
            y += group
        }
        canvas.line(x(0), start, x(0), bottom, stroke: SVGStyle.axis)
        return bottom + 22
    }

    private func bar(
        _ series: Chart.Series, _ place: Int, _ index: Int, y: Double, thickness: Double, on canvas: inout SVGCanvas
    ) {
        guard let value = series.values[place] else {
            if panel.series.count == 1 { canvas.text("no value", x: x(0) + 6, y: y + 13, fill: SVGStyle.quiet) }
            return
        }
        let (from, to) = (min(x(0), x(value)), max(x(0), x(value)))
        let isFaint = panel.axis.isPartial[place] || panel.axis.isOthers[place]
        canvas.rect(
            x: from, y: y, width: to - from, height: thickness, fill: SVGStyle.series(index),
            opacity: isFaint ? 0.5 : 1, radius: 1.5, title: panel.caption(series, at: place))
        var end = to
        if !series.low.isEmpty, let low = series.low[place], let high = series.high[place] {
            let middle = y + thickness / 2
            canvas.line(x(low), middle, x(high), middle, stroke: SVGStyle.ink, width: 1.5)
            for limit in [low, high] { canvas.line(x(limit), middle - 4, x(limit), middle + 4, stroke: SVGStyle.ink) }
            end = max(end, x(high))
        }
        canvas.text(series.texts[place], x: end + 5, y: y + thickness / 2 + 4, size: thickness < 15 ? 10 : 12)
    }
}
