internal import Diagnostics
internal import TabularIO

/// A map of zones: the ground of a cell, or its character, says how much.
struct ZonesText {
    private let zones: Chart.Zones
    private let width: Int
    private let paint: Paint
    private let low: Double
    private let high: Double

    private static let maxHeight = 24
    private static let maxFigures = 40

    init(_ zones: Chart.Zones, width: Int, paint: Paint) {
        self.zones = zones
        self.width = width
        self.paint = paint
        let scale = ChartScale(zones.values, unit: zones.unit, ticks: 5, tight: true)
        (low, high) = (scale.low, scale.high)
    }

    var lines: [String] {
        guard let frame = MapFrame(zones) else { return [" (no zones)"] }
        // A cell is about twice as high as wide.
        let columns = min(Double(width - 2), Double(ZonesText.maxHeight) * 2 * frame.width / frame.height)
        let rows = max(3, Int((columns * 0.5 * frame.height / frame.width).rounded()))
        let cells = ZoneCells(zones, frame, columns: max(6, Int(columns)), rows: rows)
        return cells.rows.map { " " + $0.map(cell).joined() } + [legend] + figures
    }

    private func fraction(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0.5 }

    private func cell(_ cell: ZoneCells.Cell) -> String {
        guard let zone = cell.zone else { return cell.letter ?? " " }
        guard let value = zones.zones[zone].value else { return cell.letter ?? paint.dim("/") }
        if paint.isOn { return paint.shade(fraction(value), cell.letter ?? " ") }
        return cell.letter ?? Paint.shadeText(fraction(value))
    }

    private var legend: String {
        let scale = ChartScale(zones.values, unit: zones.unit, ticks: 20, tight: true)
        return " " + paint.legend(low, high, scale) + (zones.lacksValues ? "   / no value" : "")
    }

    /// Each zone's value in words, the greatest first: shades alone are no figures.
    private var figures: [String] {
        let known = zones.zones.filter { $0.value != nil }.sorted { ($0.value ?? 0) > ($1.value ?? 0) }
        let others = zones.zones.filter { $0.value == nil }
        let shown = (known + others).prefix(ZonesText.maxFigures).map { "\($0.name) \($0.text)" }
        let more = zones.zones.count - shown.count
        return DisplayText.wrapped(
            (shown + (more > 0 ? ["and \(more) more"] : [])).joined(separator: " · "), to: width - 2
        )
        .map { " " + $0 }
    }
}
