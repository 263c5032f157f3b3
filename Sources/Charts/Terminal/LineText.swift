internal import Diagnostics
internal import TabularIO

/// Lines of braille dots over a scale.
///
/// Colours tell lines apart; without them, or with too many of them, each line has a plot of its own over the same scale.
struct LineText {
    private let panel: Chart.Panel
    private let width: Int
    private let paint: Paint

    private static let height = 10
    private static let smallHeight = 4

    init(_ panel: Chart.Panel, width: Int, paint: Paint) {
        self.panel = panel
        self.width = width
        self.paint = paint
    }

    var text: PanelText {
        let series = Array(panel.series.enumerated()).filter { !$0.element.values.allSatisfy { $0 == nil } }
        var lines: [String] = []
        if series.count == 1 || (paint.isOn && series.count <= Paint.seriesCount) {
            lines = plot(series.map { ($0.offset, $0.element) }, height: LineText.height, hasAxis: true)
            if panel.series.count > 1 { lines += legend }
        } else {
            for (number, (index, one)) in series.enumerated() {
                lines.append(" " + DisplayText.cut(one.name, to: width - 1))
                let isLast = number == series.count - 1
                lines += plot([(index, one)], height: LineText.smallHeight, hasAxis: isLast)
            }
        }
        let hasGaps = series.contains { $0.element.values.contains { $0 == nil } }
        return PanelText(lines: lines, remarks: hasGaps ? ["gaps: no value"] : [])
    }

    private func plot(_ series: [(Int, Chart.Series)], height: Int, hasAxis: Bool) -> [String] {
        let scale = ChartScale(panel.values, unit: panel.unit, ticks: height / 2)
        let frame = PlotFrame(scale, width: width, height: height, anchor: .middle, paint: paint)
        var grid = BrailleGrid(width: frame.plotWidth, height: frame.height)
        let count = panel.axis.count
        func x(_ place: Int) -> Int {
            count < 2
                ? grid.dotWidth / 2 : Int((Double(place) / Double(count - 1) * Double(grid.dotWidth - 1)).rounded())
        }
        for (index, one) in series {
            var last: (x: Int, y: Int)?
            for (place, value) in one.values.enumerated() {
                guard let value else {
                    last = nil
                    continue
                }
                let y = frame.dot(value)
                grid.line(from: last ?? (x(place), y), to: (x(place), y), owner: index)
                last = (x(place), y)
            }
        }
        var lines = frame.framed((0..<frame.height).map { grid.row($0) { paint.series($1, $0) } })
        guard hasAxis else { return lines }
        let room = frame.plotWidth / (panel.axis.labelWidth + 2)
        let ticks = panel.axis.ticks(atMost: max(2, room)).map { (cell: x($0.place) / 2, label: $0.label) }
        let partial = panel.axis.isPartial.indices.filter { panel.axis.isPartial[$0] }.map { x($0) / 2 }
        lines += frame.axis(ticks, marks: Set(partial))
        return lines
    }

    /// The names in their colours, several to a line.
    private var legend: [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for (index, series) in panel.series.enumerated() {
            let name = DisplayText.cut(series.name, to: width - 6)
            let next = displayWidth(name) + 5
            if used + next > width, used > 0 {
                lines.append(line)
                (line, used) = ("", 0)
            }
            line += " " + paint.series(index, "━━") + " " + name + " "
            used += next
        }
        return lines + [line]
    }
}
