/// A field of cells, the darker the more; cells without a value are hatched.
struct SVGHeatmap {
    private let panel: Chart.Panel

    init(_ panel: Chart.Panel) { self.panel = panel }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        let count = max(1, panel.axis.count)
        let names = panel.series.map { SVGCanvas.textWidth($0.name) }.max() ?? 0
        let left = SVGStyle.margin + min(names, 200) + 10
        let width = (800 - SVGStyle.margin - left) / Double(count)
        let height = min(34, max(16, width * 0.8))
        let labels = panel.axis.labels.map { SVGCanvas.textWidth($0, size: 11) }.max() ?? 0
        // Names are cut to their column; where columns are too narrow to read them they are turned.
        let isTurned = labels + 6 > width && width < 56 && panel.axis.periods == nil
        let isCut = labels + 6 > width && !isTurned && panel.axis.periods == nil
        let start = top + 10 + (isTurned ? min(labels, 110) * 0.65 + 12 : 16)
        let x = { (place: Int) -> Double in left + Double(place) * width }
        let room = isCut ? count : isTurned ? Int((800 - left) / 16) : Int((800 - left) / (labels + 10))
        for (place, label) in panel.axis.ticks(atMost: max(2, room)) {
            canvas.text(
                (isTurned || isCut ? SVGCanvas.cut(label, to: isCut ? width - 8 : 110, size: 11) : label)
                    + (panel.axis.isPartial[place] ? " *" : ""),
                x: x(place) + width / 2, y: start - 7, anchor: isTurned ? .start : .middle, size: 11,
                fill: SVGStyle.quiet, turned: isTurned)
        }
        let scale = ChartScale(panel.values, unit: panel.unit, ticks: 5, fromZero: true)
        let texts = panel.series.flatMap { $0.texts.map { SVGCanvas.textWidth($0, size: 11) } }.max() ?? 0
        for (row, series) in panel.series.enumerated() {
            let y = start + Double(row) * height
            canvas.text(
                SVGCanvas.cut(series.name, to: 200), x: left - 8, y: y + height / 2 + 4, anchor: .end)
            for place in series.values.indices {
                let title = "\(series.name), \(panel.axis.labels[place]): "
                let value = series.values[place]
                let fraction = value.map(scale.position) ?? 0
                canvas.rect(
                    x: x(place) + 0.5, y: y + 0.5, width: width - 1, height: height - 1,
                    fill: value == nil ? SVGStyle.missing : SVGStyle.shade(fraction), radius: 2,
                    title: title + (value == nil ? "no value" : series.texts[place]))
                guard value != nil, texts + 4 <= width else { continue }
                canvas.text(
                    series.texts[place], x: x(place) + width / 2, y: y + height / 2 + 4, anchor: .middle, size: 11,
                    fill: SVGStyle.ink(on: fraction))
            }
        }
        let lacksValues = panel.series.contains { $0.values.contains { $0 == nil } }
        return SVGRamp(scale, lacksValues: lacksValues)
            .draw(on: &canvas, left: left, y: start + Double(panel.series.count) * height + 12)
    }
}
