internal import Columnar
internal import Diagnostics
internal import TabularIO

/// Boxes that lie along a common scale: `├───▒▒▒┃▒▒▒▒▒────┤  ·`
struct BoxText {
    private let boxes: Chart.Boxes
    private let width: Int
    private let paint: Paint

    init(_ boxes: Chart.Boxes, width: Int, paint: Paint) {
        self.boxes = boxes
        self.width = width
        self.paint = paint
    }

    var lines: [String] {
        guard !boxes.boxes.isEmpty else { return [" (no values)"] }
        let labels = min(boxes.boxes.map { displayWidth($0.label) }.max() ?? 0, width / 3)
        let counts = boxes.boxes.map { $0.count.map { "n \(grouped($0))" } ?? "" }
        let countWidth = counts.map(\.count).max() ?? 0
        let plot = max(8, width - labels - countWidth - 5)
        let scale = ChartScale(boxes.values, unit: boxes.unit, ticks: max(1, plot / 12))
        let names = ShortNames.cut(boxes.boxes.map(\.label), to: labels)
        var lines = boxes.boxes.indices.map { row -> String in
            let (box, count) = (boxes.boxes[row], counts[row])
            let label = DisplayText.padded(names[row], to: labels, right: false)
            let figure = DisplayText.padded(count, to: countWidth, right: true)
            return " \(label) " + paint.dim("│") + drawn(box, scale, plot) + " " + paint.dim(figure)
        }
        lines += axis(scale, labels, plot)
        return lines
    }

    private func drawn(_ box: Chart.Box, _ scale: ChartScale, _ plot: Int) -> String {
        func cell(_ value: Double) -> Int { Int((scale.position(value) * Double(plot - 1)).rounded()) }
        var cells = [Character](repeating: " ", count: plot)
        for value in box.outliers { cells[cell(value)] = "·" }
        for index in cell(box.low)...cell(box.high) { cells[index] = "─" }
        cells[cell(box.low)] = "├"
        cells[cell(box.high)] = "┤"
        for index in cell(box.lower)...cell(box.upper) { cells[index] = "▒" }
        cells[cell(box.median)] = "┃"
        return paint.series(0, String(cells))
    }

    private func axis(_ scale: ChartScale, _ labels: Int, _ plot: Int) -> [String] {
        let ticks = scale.ticks.map { tick in
            (cell: Int((scale.position(tick) * Double(plot - 1)).rounded()), label: scale.text(tick))
        }
        var line = [Character](repeating: "─", count: plot)
        for tick in ticks { line[tick.cell] = "┬" }
        let space = String(repeating: " ", count: labels + 2)
        return [space + paint.dim("└" + String(line)), space + " " + PlotFrame.labels(ticks, width: plot)]
    }
}
