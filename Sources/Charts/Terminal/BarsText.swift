internal import Diagnostics
internal import TabularIO

/// Horizontal bars with their values behind them.
///
///      311                  │██████████████████████████████ 5,945
///      Solid Waste Managem… │████▌ 900
///
/// Where an interval was asked for, `▓` goes from its lower limit to the value and `░` from there to the upper one.
struct BarsText {
    private let panel: Chart.Panel
    private let paint: Paint
    private let labelWidth: Int
    private let seriesWidth: Int
    private let barWidth: Int
    private let labels: [String]
    private let names: [String]
    private let low: Double
    private let high: Double

    private static let noValue = "(no value)"

    init(_ panel: Chart.Panel, width: Int, paint: Paint) {
        self.panel = panel
        self.paint = paint
        let marks = panel.axis.isPartial.contains(true) ? 2 : 0
        let textWidth = panel.series.flatMap { $0.texts.map { displayWidth($0) } }.max() ?? 0
        let widestName = panel.series.count > 1 ? panel.series.map { displayWidth($0.name) }.max() ?? 0 : 0
        let room = width - textWidth - 4
        seriesWidth = min(widestName, room / 3)
        labelWidth = min(panel.axis.labelWidth + marks, seriesWidth > 0 ? room / 3 : room / 2)
        labels = ShortNames.cut(panel.axis.labels, to: labelWidth - marks)
        names = ShortNames.cut(panel.series.map(\.name), to: seriesWidth)
        let limits = panel.series.flatMap { ($0.low + $0.high).compactMap { $0 } }
        low = min(0, (panel.values + limits).min() ?? 0)
        let largest = max(0, (panel.values + limits).max() ?? 0)
        // As in tables, a full bar is 100 % once a quarter of it is reached.
        high = panel.unit == .percent && low == 0 && largest >= 0.25 ? max(1, largest) : largest
        var bar = max(1, room - labelWidth - (seriesWidth > 0 ? seriesWidth + 2 : 0))
        if panel.series.contains(where: { $0.values.contains { $0 == nil } }), low < 0 {
            // What stands at the zero line for a missing value has to fit, too.
            let left = Int((Double(bar) * -low / (high - low)).rounded())
            bar = max(1, bar - max(0, left + BarsText.noValue.count + 1 - bar - textWidth))
        }
        barWidth = bar
    }

    /// The lines; where nobody waits for them any more, those that have been drawn.
    func text(_ options: OutputOptions) -> PanelText {
        var lines: [String] = []
        for place in 0..<panel.axis.count {
            if place % OutputOptions.rowsBetweenLooks == 0, options.isCancelled() { break }
            for (index, series) in panel.series.enumerated() {
                // A combination that does not occur needs no bar, unless the place has no other.
                if panel.series.count > 1, series.values[place] == nil, series.texts[place].isEmpty { continue }
                lines.append(line(place, series, index))
            }
        }
        let hasIntervals = low == 0 && panel.series.contains { !$0.low.isEmpty }
        return PanelText(
            lines: lines, remarks: hasIntervals ? ["▓ from the interval's lower limit, ░ to its upper"] : [])
    }

    private func line(_ place: Int, _ series: Chart.Series, _ index: Int) -> String {
        let isFirst =
            index == 0 || panel.series[..<index].allSatisfy { $0.values[place] == nil && $0.texts[place] == "" }
        let mark = panel.axis.isPartial[place] ? " *" : ""
        let label = isFirst ? labels[place] + mark : ""
        var line = " " + DisplayText.padded(label, to: labelWidth, right: false) + " "
        if seriesWidth > 0 {
            line += " " + DisplayText.padded(names[index], to: seriesWidth, right: false) + " "
        }
        guard let value = series.values[place] else {
            return line + String(repeating: " ", count: left) + paint.dim("│ " + BarsText.noValue)
        }
        if low == 0, let bar = interval(value, series, place, index) { return line + bar + " " + series.texts[place] }
        return line + bar(value, index) + (value < 0 ? "" : " ") + series.texts[place]
    }

    /// The cells at the left of the zero line.
    private var left: Int { low < 0 ? Int((Double(barWidth) * -low / (high - low)).rounded()) : 0 }

    /// A bar that is lighter from the lower limit of its interval on and goes on to the upper one; nil without interval.
    private func interval(_ value: Double, _ series: Chart.Series, _ place: Int, _ index: Int) -> String? {
        guard high > 0, !series.low.isEmpty, let lower = series.low[place], let upper = series.high[place] else {
            return nil
        }
        func cells(_ value: Double) -> Int { Int((min(max(value / high, 0), 1) * Double(barWidth)).rounded()) }
        let parts = [("█", 0, cells(lower)), ("▓", cells(lower), cells(value)), ("░", cells(value), cells(upper))]
        let bar = parts.map { String(repeating: $0.0, count: max(0, $0.2 - $0.1)) }.joined()
        return paint.dim("│") + paint.series(index, bar)
    }

    /// From the zero line to the right, or for negative values to the left of it.
    private func bar(_ value: Double, _ index: Int) -> String {
        guard high > low else { return paint.dim("│") }
        if value >= 0 {
            let bar = EighthBar.text(high > 0 ? value / high : 0, width: barWidth - left)
            return String(repeating: " ", count: left) + paint.dim("│") + paint.series(index, bar)
        }
        let halves = Int((value / low * Double(left) * 2).rounded())
        let bar = (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
        let space = String(repeating: " ", count: left - bar.count)
        return space + paint.series(index, bar) + paint.dim("│") + " "
    }
}
