internal import Columnar
internal import Diagnostics

/// Which columns of the screen table are shown, and how wide.
///
/// When a line is too long for the terminal, things give way in this order: bars, long headers (they wrap), long texts
/// (they are cut, the widest first), and at last the columns on the right.
struct TableLayout {
    struct Place {
        let column: DisplayColumn
        /// The widest cell, without header.
        let cellWidth: Int
        var width: Int
        /// The cells of the bar behind the value, 0 without one.
        var barWidth = 0
        /// The fraction that fills the bar.
        var barScale = 1.0

        init(_ column: DisplayColumn, cellWidth: Int) {
            self.column = column
            self.cellWidth = cellWidth
            width = max(cellWidth, displayWidth(column.header))
        }

        /// Wide enough for every cell and for the header in one line.
        var naturalWidth: Int { max(cellWidth, displayWidth(column.header)) }

        /// The least width at which the header takes that many lines, or, when its words are too many, one word a line.
        func headerWidth(lines: Int) -> Int {
            var width = column.header.split(separator: " ").map { displayWidth($0) }.max() ?? 0
            while width < naturalWidth, DisplayText.wrapped(column.header, to: width).count > lines { width += 1 }
            return width
        }

        var isText: Bool { column.type == .text || column.type == .point }
    }

    /// The columns that are shown.
    private(set) var places: [Place]
    /// The headers of those that did not fit.
    private(set) var leftOut: [String] = []
    /// The cells that a line may take; nil is unlimited.
    let limit: Int?

    private static let barWidth = 16
    private static let narrowBarWidth = 8
    /// More columns with bars than this make a table hard to read.
    private static let maxBars = 3

    /// A cancelled layout is made of the rows that have been looked at: nobody gets to see it.
    init(columns: [DisplayColumn], rows: [Int], width limit: Int?, isCancelled: () -> Bool) {
        self.limit = limit
        places = columns.map { Place($0, cellWidth: TableLayout.cellWidth($0, rows, isCancelled)) }
        if let limit { fit(into: limit) }
        addBars(rows: rows, room: limit.map { $0 - lineWidth })
    }

    var dimensions: ArraySlice<Place> { places.prefix { $0.column.role == .dimension } }
    var items: ArraySlice<Place> { places.dropFirst(dimensions.count) }

    /// The cells of a line before bars: a space, the dimensions with two spaces between them, ` │`, and two spaces
    /// before each item. A table without dimensions, or without items, has no `│`.
    private var lineWidth: Int {
        let widths = places.reduce(0) { $0 + $1.width }
        let gaps = 2 * (places.count - 1)
        return 1 + widths + gaps + (dimensions.isEmpty || items.isEmpty ? 0 : 2)
    }

    private mutating func fit(into limit: Int) {
        while lineWidth > limit {
            if wrapHeaders(into: limit) { return }
            for index in places.indices where !places[index].isText {
                places[index].width = max(places[index].cellWidth, min(places[index].headerWidth(lines: 3), 5))
            }
            if shrink(into: limit, floor: 8) {
                widenHeaders(into: limit)
                return
            }
            guard places.count > 1 else {
                places[0].width = max(1, limit - 1)
                return
            }
            leftOut.insert(places.removeLast().column.header, at: 0)
            for index in places.indices { places[index].width = places[index].naturalWidth }
        }
    }

    /// Gives room that is left to headers that were cut, from the left.
    private mutating func widenHeaders(into limit: Int) {
        for index in places.indices where !places[index].isText {
            let wanted = places[index].headerWidth(lines: 3) - places[index].width
            places[index].width += max(0, min(wanted, limit - lineWidth))
        }
    }

    /// Wraps headers into two or three lines, and cuts long texts to no less than 16 cells, at last 8; false when that is
    /// not enough.
    private mutating func wrapHeaders(into limit: Int) -> Bool {
        for (lines, floor) in [(2, Int.max), (3, Int.max), (2, 16), (3, 16), (3, 8)] {
            for index in places.indices {
                places[index].width = max(places[index].cellWidth, places[index].headerWidth(lines: lines))
            }
            if shrink(into: limit, floor: floor) { return true }
        }
        return false
    }

    /// Makes the widest text columns narrower, none below `floor`, until the line fits; false when it cannot.
    private mutating func shrink(into limit: Int, floor: Int) -> Bool {
        let widths = places.map(\.width)
        var cap = places.filter(\.isText).map(\.width).max() ?? 0
        while lineWidth > limit, cap > floor {
            cap -= 1
            for index in places.indices where places[index].isText && places[index].width > cap {
                places[index].width = cap
            }
        }
        if lineWidth <= limit {
            // One step of the cap narrows several columns: what that gave too much goes back from the left.
            for index in places.indices where places[index].width < widths[index] && lineWidth < limit {
                places[index].width += 1
            }
            return true
        }
        for index in places.indices { places[index].width = widths[index] }
        return false
    }

    /// Bars stand behind rates and shares. Full is 100 % when a value reaches a quarter of it, else the largest
    /// value, which the printed numbers make plain. Rates stand beside each other to be compared: they have one scale.
    private mutating func addBars(rows: [Int], room: Int?) {
        let barred = places.indices.filter { index in
            let column = places[index].column
            return column.role == .item && (column.type == .rate || column.type == .share)
        }
        guard !barred.isEmpty, barred.count <= TableLayout.maxBars else { return }
        var width = TableLayout.barWidth
        if let room {
            if room < barred.count * (width + 1) { width = TableLayout.narrowBarWidth }
            if room < barred.count * (width + 1) { return }
        }
        let values = barred.map { index in
            rows.compactMap { isTotal(row: $0) ? nil : places[index].column.fraction(row: $0) }.max() ?? 0
        }
        let rates = zip(barred, values).filter { places[$0.0].column.type == .rate }.map(\.1)
        for (index, own) in zip(barred, values) {
            let largest = places[index].column.type == .rate ? rates.max() ?? own : own
            guard largest > 0 else { continue }
            places[index].barWidth = width
            places[index].barScale = largest >= 0.25 ? max(1, largest) : largest
        }
    }

    /// Whether a row is the sum over the others: its first dimension says so.
    func isTotal(row: Int) -> Bool {
        guard let first = places.first, first.column.role == .dimension else { return false }
        return first.column.mark(row: row) == .total
    }

    private static func cellWidth(_ column: DisplayColumn, _ rows: [Int], _ isCancelled: () -> Bool) -> Int {
        var widest = 0
        var measured = [Bool](repeating: false, count: column.textCount + 1)
        for (index, row) in rows.enumerated() {
            if index % OutputOptions.rowsBetweenLooks == 0, isCancelled() { return widest }
            if let code = column.textCode(row: row) {
                if measured[Int(code)] { continue }
                measured[Int(code)] = true
            }
            let partial = column.mark(row: row) == .partial ? 2 : 0
            widest = max(widest, displayWidth(column.alignedText(row: row)) + partial)
        }
        return widest
    }
}
