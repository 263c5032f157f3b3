internal import Diagnostics
internal import TabularIO

/// Columns that stand on an axis.
struct HistogramText {
    private let panel: Chart.Panel
    private let width: Int
    private let paint: Paint

    private static let height = 10
    private static let smallHeight = 5

    init(_ panel: Chart.Panel, width: Int, paint: Paint) {
        self.panel = panel
        self.width = width
        self.paint = paint
    }

    var text: PanelText {
        let wanted = panel.series.count > 1 ? HistogramText.smallHeight : HistogramText.height
        let scale = ChartScale(panel.values, unit: panel.unit, ticks: wanted / 2, fromZero: true)
        let frame = PlotFrame(scale, width: width, height: wanted, anchor: .edge, paint: paint)
        let height = frame.height
        let count = panel.axis.count
        let column = max(1, min(frame.plotWidth / max(1, count), 8))
        let fitting = min(count, frame.plotWidth / column)
        let shown = panel.axis.periods == nil ? 0..<fitting : (count - fitting)..<count
        var lines: [String] = []
        for (index, series) in panel.series.enumerated() {
            if panel.series.count > 1 || panel.axis.edges != nil {
                lines.append(" " + DisplayText.cut(series.name, to: width - 1))
            }
            lines += frame.framed(
                (0..<height).map { row in
                    shown.map { cell(series.values[$0], scale, row: row, of: height, index, column) }.joined()
                })
        }
        lines += frame.axis(ticks(column, shown, frame.plotWidth), marks: marks(column, shown))
        let left = count - shown.count
        return PanelText(lines: lines, remarks: left > 0 ? ["… \(left) of \(count) columns do not fit"] : [])
    }

    /// The part of a column in one row of cells, with a gap between columns that are no bins.
    private func cell(
        _ value: Double?, _ scale: ChartScale, row: Int, of height: Int, _ index: Int, _ width: Int
    ) -> String {
        let gap = width > 2 && panel.axis.edges == nil ? 1 : 0
        let space = String(repeating: " ", count: gap)
        guard let value, let block = block(value, scale, above: height - 1 - row, of: height) else {
            return String(repeating: " ", count: width)
        }
        return paint.series(index, String(repeating: block, count: width - gap)) + space
    }

    /// What a column shows in the row that lies `above` so many others; nil where it does not reach.
    private func block(_ value: Double, _ scale: ChartScale, above: Int, of height: Int) -> Character? {
        // Zero is a tick, and ticks lie between rows.
        let zero = Int((scale.position(0) * Double(height)).rounded())
        let eighths = Int((scale.position(value) * Double(height * 8)).rounded()) - zero * 8
        // What is there can be seen, however little it is.
        if value > 0, above >= zero {
            let filled = max(eighths, 1) - (above - zero) * 8
            return filled > 0 ? BlockText.heights[min(filled, 8) - 1] : nil
        }
        guard value < 0, above < zero else { return nil }
        // Only halves hang from the top of a cell.
        let halves = max(-eighths / 4, 1) - (zero - 1 - above) * 2
        return halves > 1 ? "█" : halves == 1 ? "▀" : nil
    }

    private func marks(_ column: Int, _ shown: Range<Int>) -> Set<Int> {
        Set(shown.filter { panel.axis.isPartial[$0] }.map { ($0 - shown.lowerBound) * column + (column - 1) / 2 })
    }

    private func ticks(_ column: Int, _ shown: Range<Int>, _ plotWidth: Int) -> [(cell: Int, label: String)] {
        if let bins = panel.axis.edges {
            let widest = bins.texts.map { displayWidth($0) }.max() ?? 1
            let step = max(1, (widest * 3 / 2 + column) / column)
            return stride(from: 0, to: bins.edges.count, by: step).map { index in
                (min(index * column, plotWidth - 1), bins.texts[index])
            }
        }
        let room = shown.count * column / (panel.axis.labelWidth + 1)
        return panel.axis.ticks(atMost: max(2, room)).filter { shown.contains($0.place) }.map {
            (($0.place - shown.lowerBound) * column + (column - 1) / 2, $0.label)
        }
    }
}
