internal import Columnar
internal import Diagnostics

/// The lines of the screen table for a layout.
struct TableLines {
    let layout: TableLayout
    let colors: Bool

    /// The header, in as many lines as its longest wrapped cell, the last one next to the rule.
    func header() -> [String] {
        let cells = layout.places.map { DisplayText.wrapped($0.column.header, to: $0.width) }
        let height = max(1, cells.map(\.count).max() ?? 1)
        return (0..<height).map { line in
            let texts = zip(layout.places, cells).map { place, lines in
                let index = line - (height - lines.count)
                let text = index >= 0 ? lines[index] : ""
                let padded = DisplayText.padded(text, to: place.width, right: place.column.isRightAligned)
                return colors && !text.isEmpty ? "\u{1B}[1m\(padded)\u{1B}[0m" : padded
            }
            return joined(texts, bars: layout.places.map { bar("", $0) })
        }
    }

    /// `──────────┼─────────`
    var rule: String {
        let items = layout.items.reduce(0) { $0 + 2 + $1.width + ($1.barWidth > 0 ? $1.barWidth + 1 : 0) }
        let dimensions = layout.dimensions.reduce(0) { $0 + 2 + $1.width }
        if layout.dimensions.isEmpty { return dim(String(repeating: "─", count: items)) }
        if layout.items.isEmpty { return dim(String(repeating: "─", count: dimensions)) }
        return dim(String(repeating: "─", count: dimensions) + "┼" + String(repeating: "─", count: items))
    }

    func row(_ row: Int) -> String {
        var texts: [String] = []
        var bars: [String] = []
        for place in layout.places {
            let partial = place.column.mark(row: row) == .partial ? " *" : ""
            let text = DisplayText.cut(place.column.text(row: row), to: place.width - partial.count) + partial
            texts.append(DisplayText.padded(text, to: place.width, right: place.column.isRightAligned))
            bars.append(bar(barText(place, row: row), place))
        }
        return joined(texts, bars: bars)
    }

    func dim(_ text: String) -> String { colors && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// The bar of a cell. Totals of shares are always whole and get none.
    private func barText(_ place: TableLayout.Place, row: Int) -> String {
        guard place.barWidth > 0, let fraction = place.column.fraction(row: row) else { return "" }
        if place.column.type == .share, layout.isTotal(row: row) { return "" }
        return EighthBar.text(fraction / place.barScale, width: place.barWidth)
    }

    private func bar(_ text: String, _ place: TableLayout.Place) -> String {
        place.barWidth == 0 ? "" : " " + DisplayText.padded(text, to: place.barWidth, right: false)
    }

    private func joined(_ texts: [String], bars: [String]) -> String {
        let split = layout.dimensions.count
        var line = " " + texts[..<split].joined(separator: "  ")
        if split > 0, split < texts.count { line += " " + dim("│") }
        for index in split..<texts.count {
            line += (index == 0 ? "" : "  ") + texts[index] + bars[index]
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
