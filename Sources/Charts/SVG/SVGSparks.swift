/// A small line for each series over its own range, with the greatest and the last value.
struct SVGSparks {
    private let panel: Chart.Panel

    private static let rowHeight = 34.0

    init(_ panel: Chart.Panel) { self.panel = panel }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        let names = SVGCanvas.cut(panel.series.map(\.name), to: 220)
        let left = SVGStyle.margin + (names.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 14
        let columns = [610.0, 690.0, SVGStyle.right]
        let right = 540.0
        var y = top + 16
        let ends = [panel.axis.labels.first, panel.axis.labels.last].compactMap { $0 }
        canvas.text(ends.joined(separator: " → "), x: left, y: y, size: 11, fill: SVGStyle.quiet)
        for (x, title) in zip(columns, ["least", "greatest", "last"]) {
            canvas.text(title, x: x, y: y, anchor: .end, size: 11, fill: SVGStyle.quiet)
        }
        y += 8
        for (name, series) in zip(names, panel.series) {
            canvas.text(name, x: SVGStyle.margin, y: y + 22)
            spark(series, left: left, right: right, top: y + 5, on: &canvas)
            for (x, text) in zip(columns, figures(series)) { canvas.text(text, x: x, y: y + 22, anchor: .end) }
            y += SVGSparks.rowHeight
            canvas.line(SVGStyle.margin, y, SVGStyle.right, y)
        }
        return y + 6
    }

    private func spark(
        _ series: Chart.Series, left: Double, right: Double, top: Double, on canvas: inout SVGCanvas
    ) {
        let known = series.values.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else { return }
        let height = SVGSparks.rowHeight - 10
        var run: [(x: Double, y: Double)] = []
        for (place, value) in series.values.enumerated() {
            guard let value else {
                canvas.path(run, stroke: SVGStyle.series(0), width: 1.5)
                run = []
                continue
            }
            let part = high > low ? (value - low) / (high - low) : 0.5
            let x = left + (right - left) * Double(place) / Double(max(1, series.values.count - 1))
            run.append((x, top + height - part * height))
        }
        canvas.path(run, stroke: SVGStyle.series(0), width: 1.5)
        if let end = run.last { canvas.circle(x: end.x, y: end.y, radius: 2.5, fill: SVGStyle.series(1)) }
    }

    private func figures(_ series: Chart.Series) -> [String] {
        guard let (least, greatest, last) = series.landmarks else { return ["", "", "no value"] }
        let mark = panel.axis.isPartial[last] ? " *" : ""
        return [series.texts[least], series.texts[greatest], series.texts[last] + mark]
    }
}
