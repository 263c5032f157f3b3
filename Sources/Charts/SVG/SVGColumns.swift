/// Columns that stand on an axis; bins of a histogram touch each other.
struct SVGColumns {
    private let panel: Chart.Panel

    init(_ panel: Chart.Panel) { self.panel = panel }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        var top = top
        if panel.series.count > 1 { top = SVGLegend(panel.series.map(\.name)).draw(on: &canvas, from: top + 6) }
        let scale = ChartScale(panel.values, unit: panel.unit, ticks: 6, fromZero: true)
        let frame = SVGFrame(scale, top: top, height: 280)
        frame.drawGrid(on: &canvas)
        let width = (frame.right - frame.left) / Double(max(1, panel.axis.count))
        let gap = panel.axis.edges == nil ? min(6, width * 0.2) : min(1, width * 0.1)
        let part = (width - gap) / Double(panel.series.count)
        for (index, series) in panel.series.enumerated() {
            for (place, value) in series.values.enumerated() {
                guard let value else { continue }
                let (high, low) = (min(frame.y(value), frame.y(0)), max(frame.y(value), frame.y(0)))
                canvas.rect(
                    x: frame.left + Double(place) * width + gap / 2 + Double(index) * part, y: high, width: part,
                    height: low - high, fill: SVGStyle.series(index), opacity: panel.axis.isPartial[place] ? 0.5 : 1,
                    title: panel.caption(series, at: place))
            }
        }
        guard let bins = panel.axis.edges else {
            return frame.drawAxis(panel.axis, on: &canvas) { frame.left + (Double($0) + 0.5) * width }
        }
        let widest = bins.texts.map { SVGCanvas.textWidth($0, size: 11) }.max() ?? 1
        let step = max(1, Int(((widest + 14) / width).rounded(.up)))
        for index in stride(from: 0, to: bins.edges.count, by: step) {
            let x = frame.left + Double(index) * width
            canvas.line(x, frame.bottom, x, frame.bottom + 4, stroke: SVGStyle.axis)
            canvas.text(
                bins.texts[index], x: x, y: frame.bottom + 17, anchor: .middle, size: 11, fill: SVGStyle.quiet)
        }
        return frame.bottom + 26
    }
}
