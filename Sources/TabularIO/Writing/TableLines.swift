internal import Columnar
internal import Diagnostics

/// The lines of the screen table for a layout.
struct TableLines {
    let layout: TableLayout
    let colors: Bool
    private let border: String

    init(layout: TableLayout, colors: Bool) {
        self.layout = layout
        self.colors = colors
        border = colors ? "\u{1B}[2m│\u{1B}[0m" : "│"
    }

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
            return joined(texts)
        }
    }

    /// `──────────┼─────────`
    var rule: String {
        let items = layout.items.reduce(0) { $0 + 2 + $1.width + ($1.barWidth > 0 ? $1.barWidth + 1 : 0) }
        let dimensions = layout.dimensions.reduce(0) { $0 + 2 + $1.width }
        if layout.dimensions.isEmpty || layout.items.isEmpty {
            return dim(String(repeating: "─", count: min(dimensions + items, layout.limit ?? .max)))
        }
        return dim(String(repeating: "─", count: dimensions) + "┼" + String(repeating: "─", count: items))
    }

    func write(row: Int, to writer: inout ByteWriter) {
        let split = layout.dimensions.count
        // Spaces wait until something follows them, so that no line ends in spaces.
        var spaces = 1
        for (index, place) in layout.places.enumerated() {
            if index == split, split > 0 {
                writer.append(spaces: spaces + 1)
                writer.append(border)
                spaces = 0
            }
            if index > 0 { spaces += 2 }
            let (text, width) = cell(place, row: row)
            let free = place.width - width
            if place.column.isRightAligned { spaces += free }
            put(text, &spaces, &writer)
            if !place.column.isRightAligned { spaces += free }
            if place.barWidth > 0 {
                let bar = barText(place, row: row)
                spaces += 1
                put(bar, &spaces, &writer)
                spaces += place.barWidth - bar.unicodeScalars.count
            }
        }
        writer.append(UInt8(ascii: "\n"))
    }

    private func put(_ text: String, _ spaces: inout Int, _ writer: inout ByteWriter) {
        guard !text.isEmpty else { return }
        writer.append(spaces: spaces)
        writer.append(text)
        spaces = 0
    }

    /// The cell's text, cut to its place, and the text's width.
    private func cell(_ place: TableLayout.Place, row: Int) -> (text: String, width: Int) {
        let text = place.column.alignedText(row: row)
        let mark = place.column.mark(row: row) == .partial ? " *" : ""
        let width = displayWidth(text) + mark.utf8.count
        if width <= place.width { return (mark.isEmpty ? text : text + mark, width) }
        let cut = DisplayText.cut(text, to: place.width - mark.utf8.count) + mark
        return (cut, displayWidth(cut))
    }

    func dim(_ text: String) -> String { colors && !text.isEmpty ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

    /// The bar of a cell. Totals of shares are always whole and get none.
    private func barText(_ place: TableLayout.Place, row: Int) -> String {
        guard place.barWidth > 0, let fraction = place.column.fraction(row: row) else { return "" }
        if place.column.type == .share, layout.isTotal(row: row) { return "" }
        return EighthBar.text(fraction / place.barScale, width: place.barWidth)
    }

    private func joined(_ texts: [String]) -> String {
        let split = layout.dimensions.count
        var line = " " + texts[..<split].joined(separator: "  ")
        if split > 0, split < texts.count { line += " " + border }
        for index in split..<texts.count {
            let place = layout.places[index]
            let bar = place.barWidth > 0 ? String(repeating: " ", count: place.barWidth + 1) : ""
            line += (index == 0 ? "" : "  ") + texts[index] + bar
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
