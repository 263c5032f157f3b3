internal import Diagnostics
internal import TabularIO

/// A field of cells, the darker or lighter the more: grounds in colour, or the four shades of Unicode.
struct HeatmapText {
    private let panel: Chart.Panel
    private let paint: Paint
    private let labelWidth: Int
    private let cellWidth: Int
    /// The places that fit.
    private let shown: Range<Int>
    private let low: Double
    private let high: Double

    init(_ panel: Chart.Panel, width: Int, paint: Paint) {
        self.panel = panel
        self.paint = paint
        labelWidth = min(panel.series.map { displayWidth($0.name) }.max() ?? 0, width / 3)
        let room = max(1, width - labelWidth - 3)
        let texts = panel.series.flatMap { $0.texts.map { displayWidth($0) } }.max() ?? 0
        let count = panel.axis.count
        let wanted = max(paint.isOn ? texts + 2 : 3, min(panel.axis.labelWidth + 1, 12))
        cellWidth = max(1, min(room / max(1, count), wanted))
        let fitting = min(count, room / cellWidth)
        // The end of time matters most.
        shown = panel.axis.periods == nil ? 0..<fitting : (count - fitting)..<count
        low = min(0, panel.values.min() ?? 0)
        high = panel.values.max() ?? 1
    }

    var text: PanelText {
        var lines = [header]
        for (short, series) in zip(ShortNames.cut(panel.series.map(\.name), to: labelWidth), panel.series) {
            let name = DisplayText.padded(short, to: labelWidth, right: false)
            lines.append(" \(name)  " + shown.map { cell(series, $0) }.joined())
        }
        lines.append(legend)
        var remarks: [String] = []
        let left = panel.axis.count - shown.count
        if left > 0 { remarks.append("… \(left) of \(panel.axis.count) columns do not fit") }
        if panel.series.contains(where: { $0.values.contains { $0 == nil } }) { remarks.append("blank: no value") }
        return PanelText(lines: lines, remarks: remarks)
    }

    /// Labels over the cells. Names that are too long are cut; where cells are too narrow for that, and along time, as
    /// many are written as fit without touching.
    private var header: String {
        let cuts = panel.axis.periods == nil && cellWidth >= 5
        let short = ShortNames.cut(panel.axis.labels, to: cellWidth - 1)
        var line = String(repeating: " ", count: labelWidth + 3)
        var used = 0
        for (number, place) in shown.enumerated() {
            let mark = panel.axis.isPartial[place] ? "*" : ""
            let name = panel.axis.labels[place]
            let label = (cuts ? short[place] : name) + mark
            let start = number * cellWidth
            let end = start + displayWidth(label)
            guard start >= used, end <= shown.count * cellWidth || used == 0 else { continue }
            line += String(repeating: " ", count: start - used) + label + " "
            used = end + 1
        }
        return paint.dim(line)
    }

    private func fraction(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0.5 }

    private func cell(_ series: Chart.Series, _ place: Int) -> String {
        guard let value = series.values[place] else { return String(repeating: " ", count: cellWidth) }
        if paint.isOn {
            let text = displayWidth(series.texts[place]) < cellWidth ? series.texts[place] + " " : ""
            return paint.shade(fraction(value), DisplayText.padded(text, to: cellWidth, right: true))
        }
        let shade = Paint.shadeText(fraction(value))
        return String(repeating: shade, count: max(1, cellWidth - 1)) + (cellWidth > 1 ? " " : "")
    }

    /// What the shades stand for: the value at which each begins.
    private var legend: String {
        // Five shades of fewer counts begin between them.
        let isFine = panel.unit == .count && high - low < 5
        let scale = ChartScale([low, high], unit: isFine ? .number : panel.unit, ticks: isFine ? 20 : 1_000)
        return " " + paint.legend(low, high, scale)
    }
}
