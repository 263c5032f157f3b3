/// A field of cells, the darker the more; cells without a value are hatched.
struct SVGHeatmap {
    private let panel: Chart.Panel
    /// How many places a column stands for.
    private let step: Int
    private let names: [String]
    private let left: Double

    private static let maxName = 240.0
    private static let minCell = 2.0

    init(_ panel: Chart.Panel) {
        names = SVGCanvas.cut(panel.series.map(\.name), to: SVGHeatmap.maxName)
        left = SVGStyle.margin + (names.map { SVGCanvas.textWidth($0) }.max() ?? 0) + 10
        // Columns narrower than what can be seen are put together.
        let room = (SVGStyle.right - left) / SVGHeatmap.minCell
        (self.panel, step) = panel.condensed(to: Int(room))
    }

    func draw(on canvas: inout SVGCanvas, from top: Double) -> Double {
        let count = max(1, panel.axis.count)
        let width = (SVGStyle.right - left) / Double(count)
        let height = min(34, max(16, width * 0.8))
        let labels = panel.axis.labels.map { SVGCanvas.textWidth($0, size: 11) }.max() ?? 0
        // Names are cut to their column; where columns are too narrow to read them they are turned.
        let isTurned = labels + 6 > width && width < 56 && panel.axis.periods == nil
        let isCut = labels + 6 > width && !isTurned && panel.axis.periods == nil
        let start = top + 10 + (isTurned ? min(labels, 110) * 0.65 + 12 : 16)
        let x = { (place: Int) -> Double in left + Double(place) * width }
        let room =
            isCut ? count : isTurned ? Int((SVGStyle.width - left) / 16) : Int((SVGStyle.width - left) / (labels + 10))
        let ticks = panel.axis.ticks(atMost: max(2, room))
        let isShort = isTurned || isCut
        let short = SVGCanvas.cut(ticks.map(\.label), to: isCut ? width - 8 : 110, size: 11)
        for ((place, label), short) in zip(ticks, short) {
            canvas.text(
                (isShort ? short : label)
                    + (panel.axis.isPartial[place] ? " *" : ""),
                x: x(place) + width / 2, y: start - 7, anchor: isTurned ? .start : .middle, size: 11,
                fill: SVGStyle.quiet, turned: isTurned)
        }
        let scale = ChartScale(panel.values, unit: panel.unit, ticks: 5, fromZero: true)
        let texts = panel.series.flatMap { $0.texts.map { SVGCanvas.textWidth($0, size: 11) } }.max() ?? 0
        let shades = SVGShades(scale)
        let gap = width < 6 ? 0.0 : 1
        for (row, series) in panel.series.enumerated() {
            let y = start + Double(row) * height
            canvas.text(names[row], x: left - 8, y: y + height / 2 + 4, anchor: .end)
            for place in series.values.indices {
                let title = "\(series.name), \(panel.axis.labels[place]): "
                let value = series.values[place]
                canvas.rect(
                    x: x(place) + gap / 2, y: y + 0.5, width: width - gap, height: height - 1,
                    fill: value.map(shades.color) ?? SVGStyle.missing, radius: gap * 2,
                    title: title + (value == nil ? "no value" : series.texts[place]))
                guard let value, texts + 4 <= width else { continue }
                canvas.text(
                    series.texts[place], x: x(place) + width / 2, y: y + height / 2 + 4, anchor: .middle, size: 11,
                    fill: shades.ink(on: value))
            }
        }
        let lacksValues = panel.series.contains { $0.values.contains { $0 == nil } }
        let end = SVGRamp(scale, lacksValues: lacksValues)
            .draw(on: &canvas, left: left, y: start + Double(panel.series.count) * height + 12)
        guard step > 1 else { return end }
        canvas.text(panel.remark(step: step, each: "column"), x: SVGStyle.margin, y: end + 17, fill: SVGStyle.quiet)
        return end + 17
    }
}
