/// Lines over an axis: gaps where there is no value, dashes to periods that the data covers only in part.
struct SVGLines {
    private let panel: Chart.Panel

    /// More points than these are drawn without their values as tooltips.
    private static let maxPoints = 2_000

    init(_ panel: Chart.Panel) { self.panel = panel }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        var top = top
        if panel.series.count > 1 { top = SVGLegend(panel.series.map(\.name)).draw(on: &canvas, from: top + 6) }
        let limits = panel.series.flatMap { ($0.low + $0.high).compactMap { $0 } }
        let frame = SVGFrame(
            ChartScale(panel.values + limits, unit: panel.unit, ticks: 6), top: top, height: 300)
        frame.drawGrid(on: &canvas)
        let count = panel.axis.count
        let x = { (place: Int) -> Double in
            count < 2
                ? (frame.left + frame.right) / 2
                : frame.left + Double(place) / Double(count - 1) * (frame.right - frame.left)
        }
        for (index, series) in panel.series.enumerated() { band(series, index, frame, x, on: &canvas) }
        for (index, series) in panel.series.enumerated() { line(series, index, frame, x, on: &canvas) }
        return frame.drawAxis(panel.axis, on: &canvas, x: x)
    }

    /// The confidence interval behind a line.
    private func band(
        _ series: Chart.Series, _ index: Int, _ frame: SVGFrame, _ x: (Int) -> Double, on canvas: inout SVGCanvas
    ) {
        guard !series.low.isEmpty else { return }
        var upper: [(x: Double, y: Double)] = []
        var lower: [(x: Double, y: Double)] = []
        for place in series.values.indices {
            if let low = series.low[place], let high = series.high[place] {
                upper.append((x(place), frame.y(high)))
                lower.append((x(place), frame.y(low)))
            }
        }
        if !upper.isEmpty {
            canvas.area(upper + lower.reversed(), fill: SVGStyle.series(index), opacity: 0.15)
        }
    }

    private func line(
        _ series: Chart.Series, _ index: Int, _ frame: SVGFrame, _ x: (Int) -> Double, on canvas: inout SVGCanvas
    ) {
        let color = SVGStyle.series(index)
        var run: [(x: Double, y: Double)] = []
        var last: (x: Double, y: Double, isPartial: Bool)?
        for (place, value) in series.values.enumerated() {
            let isPartial = panel.axis.isPartial[place]
            guard let value else {
                canvas.path(run, stroke: color)
                (run, last) = ([], nil)
                continue
            }
            let point = (x: x(place), y: frame.y(value))
            if let before = last, before.isPartial || isPartial {
                canvas.path(run, stroke: color)
                canvas.path([(before.x, before.y), point], stroke: color, dashed: true)
                run = isPartial ? [] : [point]
            } else if !isPartial {
                run.append(point)
            }
            last = (point.x, point.y, isPartial)
        }
        canvas.path(run, stroke: color)
        guard panel.series.count * series.values.count <= SVGLines.maxPoints else { return }
        for (place, value) in series.values.enumerated() {
            guard let value else { continue }
            let isPartial = panel.axis.isPartial[place]
            canvas.circle(
                x: x(place), y: frame.y(value), radius: series.values.count > 60 ? 1.5 : 3,
                fill: isPartial ? "#ffffff" : color, stroke: isPartial ? color : "none",
                title: panel.caption(series, at: place) + (isPartial ? " (partly covered)" : ""))
        }
    }
}
