internal import Columnar
internal import Diagnostics
internal import TabularIO

/// A line of blocks for each series, each over its own range, with the least, the greatest and the last value.
struct SparkText {
    private let panel: Chart.Panel
    private let width: Int
    private let paint: Paint

    init(_ panel: Chart.Panel, width: Int, paint: Paint) {
        self.panel = panel
        self.width = width
        self.paint = paint
    }

    private struct Row {
        let name: String
        let series: Chart.Series
        let figures: [String]
    }

    var text: PanelText {
        let count = panel.axis.count
        var titles = ["least", "greatest", "last"]
        var rows = panel.series.map { Row(name: $0.name, series: $0, figures: figures($0)) }
        var names = rows.map { displayWidth($0.name) }.max() ?? 0
        names = min(max(names, displayWidth(panel.seriesName)), width / 3)
        func widths() -> [Int] {
            titles.indices.map { index in
                max(titles[index].count, rows.map { displayWidth($0.figures[index]) }.max() ?? 0)
            }
        }
        // In a narrow terminal only the last value stays.
        if width - names - widths().reduce(0, { $0 + $1 + 2 }) < min(count, 16) + 4 {
            titles = ["last"]
            rows = rows.map { Row(name: $0.name, series: $0.series, figures: [$0.figures[2]]) }
        }
        let room = max(4, width - names - 4 - widths().reduce(0) { $0 + $1 + 2 })
        let step = (count + room - 1) / room
        let used = (count + step - 1) / step
        var lines = [header(names, used, zip(titles, widths()).map { DisplayText.padded($0, to: $1, right: true) })]
        for (row, short) in zip(rows, ShortNames.cut(rows.map(\.name), to: names)) {
            let name = DisplayText.padded(short, to: names, right: false)
            let figures = zip(row.figures, widths()).map { "  " + DisplayText.padded($0, to: $1, right: true) }
            lines.append(" \(name)  " + spark(row.series, step: step) + figures.joined())
        }
        var remarks = step > 1 ? [panel.remark(step: step, each: "block")] : []
        if panel.series.contains(where: { $0.values.contains { $0 == nil } }) { remarks.append("blank: no value") }
        return PanelText(lines: lines, remarks: remarks)
    }

    /// The first and the last place over the lines, where they fit.
    private func header(_ names: Int, _ used: Int, _ titles: [String]) -> String {
        let (first, last) = (panel.axis.labels.first ?? "", panel.axis.labels.last ?? "")
        var ends = first == last ? first : "\(first) → \(last)"
        if displayWidth(ends) > used { ends = DisplayText.cut(first, to: used) }
        let name = DisplayText.padded(DisplayText.cut(panel.seriesName, to: names), to: names, right: false)
        let line =
            " \(name)  " + DisplayText.padded(ends, to: used, right: false) + "  " + titles.joined(separator: "  ")
        return paint.dim(line)
    }

    /// The room of a `*` where another line has one.
    private var marks: String {
        let ends = panel.series.compactMap { series in series.values.lastIndex { $0 != nil } }
        return ends.contains { panel.axis.isPartial[$0] } ? "  " : ""
    }

    private func figures(_ series: Chart.Series) -> [String] {
        guard let (least, greatest, last) = series.landmarks else { return ["", "", "no value"] }
        let mark = panel.axis.isPartial[last] ? " *" : marks
        return [series.texts[least], series.texts[greatest], series.texts[last] + mark]
    }

    private func spark(_ series: Chart.Series, step: Int) -> String {
        let cells = stride(from: 0, to: series.values.count, by: step).map {
            start -> (value: Double?, isPartial: Bool) in
            let end = min(start + step, series.values.count)
            let isPartial = panel.axis.isPartial[start..<end].contains(true)
            return (series.mean(start..<end), isPartial)
        }
        let values = cells.compactMap(\.value)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        var text = ""
        for cell in cells {
            guard let value = cell.value else {
                text += " "
                continue
            }
            let level = high > low ? Int(((value - low) / (high - low) * 7).rounded()) : 3
            let block = String(BlockText.heights[level])
            text += cell.isPartial ? paint.dim(block) : paint.series(0, block)
        }
        return text
    }
}
