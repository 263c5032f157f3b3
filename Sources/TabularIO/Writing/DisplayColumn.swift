package import Columnar
internal import Diagnostics

/// A column as people read it: thousands separators, `61.2%`, `355d 22:46`, `(missing)`. The screen table, Markdown, HTML
/// and the line format share it.
///
/// How a value is spelt depends on its neighbours (as many decimals as the column needs, no clock times where there
/// are only dates), so the column looks at the rows that will be shown before it spells the first one.
package final class DisplayColumn {
    package let header: String
    let role: ResultTable.Role
    let type: DataType
    private let column: Column
    private let marks: [ResultTable.Mark]
    /// The digits behind the point in a column of numbers.
    private let decimals: Int
    /// The cells from the point to the end in the longest number; 0 when all are equally long.
    private let pointWidth: Int
    /// Every duration shown is a whole number of days.
    private let isWholeDays: Bool
    /// Every time shown is a whole minute.
    private let isWholeMinutes: Bool

    /// How many rows are looked at to choose the decimals.
    private static let sampleSize = 2_000

    package init(_ info: ResultTable.ColumnInfo, header: String? = nil, rows: [Int]) {
        self.header = DisplayText.visible(header ?? info.header)
        role = info.role
        type = info.type
        column = info.column
        marks = info.marks
        var sample: [Double] = []
        if case .numbers(let buffer) = column.storage, type == .number {
            sample = rows.prefix(DisplayColumn.sampleSize).map { buffer[$0] }.filter { !$0.isNaN }
        }
        decimals = NumberText.decimals(for: sample)
        isWholeDays = type.isDuration && column.holdsMultiples(of: Milliseconds.day, rows: rows)
        isWholeMinutes = type == .time && column.holdsMultiples(of: Milliseconds.minute, rows: rows)
        let decimals = decimals
        let usual = decimals == 0 ? 0 : decimals + 1
        let widest = sample.map { DisplayColumn.pointWidth(of: NumberText.column($0, decimals: decimals)) }.max() ?? 0
        pointWidth = widest > usual ? widest : 0
    }

    /// Whether cells stand at the right edge of their column.
    var isRightAligned: Bool { type.isNumeric }

    package func mark(row: Int) -> ResultTable.Mark { marks.isEmpty ? .none : marks[row] }

    /// The code that says that two rows hold the same text, for measuring each text once; nil for other columns.
    func textCode(row: Int) -> UInt32? {
        guard case .codes(let codes, _) = column.storage, mark(row: row) == .none else { return nil }
        return codes[row]
    }

    /// The largest text code, 0 for other columns.
    var textCount: Int { column.dictionary?.count ?? 0 }

    /// The fraction that a bar shows: of a rate or a share that is known and not negative, else nil.
    func fraction(row: Int) -> Double? {
        guard type == .rate || type == .share, mark(row: row) != .blank else { return nil }
        guard let value = column[row].double, value.isFinite, value >= 0 else { return nil }
        return value
    }

    /// The cell in one line, without control characters. A missing value is `(missing)` in a dimension, else empty.
    package func text(row: Int) -> String {
        switch mark(row: row) {
        case .others: return "(others)"
        case .total: return "(total)"
        case .blank: return ""
        case .none, .partial: break
        }
        if case .codes(let codes, let dictionary) = column.storage, codes[row] != Missing.code {
            return DisplayText.visible(dictionary.utf8(codes[row]))
        }
        return spelt(column[row]) ?? (role == .dimension ? "(missing)" : "")
    }

    /// The cell with a star where the data covers its period only in part.
    func markedText(row: Int) -> String { text(row: row) + (mark(row: row) == .partial ? " *" : "") }

    /// What the stars of a table mean; nothing where it has none.
    static func remark(_ columns: [DisplayColumn], rows: [Int]) -> [String] {
        let hasStar = columns.contains { column in rows.contains { column.mark(row: $0) == .partial } }
        return hasStar ? ["* only partly covered by the data"] : []
    }

    /// The cell with spaces behind it that bring the decimal points of a column under each other.
    func alignedText(row: Int) -> String {
        let text = text(row: row)
        guard pointWidth > 0, !text.isEmpty, mark(row: row) == .none else { return text }
        return text + String(repeating: " ", count: max(0, pointWidth - DisplayColumn.pointWidth(of: text)))
    }

    /// The cells from the point to the end.
    private static func pointWidth(of text: String) -> Int {
        text.utf8.firstIndex(of: UInt8(ascii: ".")).map { text.utf8.distance(from: $0, to: text.endIndex) } ?? 0
    }

    /// The value's spelling, nil when it is missing. Whole numbers in a dimension (years, hours, postcodes) are names
    /// and carry no separators.
    private func spelt(_ value: Value) -> String? {
        switch value {
        case .missing: nil
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let value): role == .dimension ? String(value) : NumberText.grouped(value)
        case .number(let value):
            role == .dimension ? ValueText.number(value) : NumberText.column(value, decimals: decimals)
        case .percent(let fraction): type == .points ? NumberText.points(fraction) : NumberText.percent(fraction)
        case .rate(let numerator, let denominator), .share(let numerator, let denominator):
            denominator == 0 ? nil : NumberText.percent(numerator / denominator)
        case .text(let text): DisplayText.visible(text)
        case .date(let time): ValueBytes.text { ValueBytes.date(time, at: $0) }
        case .time(let time): spelt(time: time)
        case .duration(let length): DurationText.display(length, wholeDays: isWholeDays)
        case .meanDuration(let length):
            DurationText.display(Int64(min(max(length, -9e18), 9e18)), wholeDays: isWholeDays)
        case .period(let period): String(period.description.map { $0 == "T" ? " " : $0 })
        case .point(let x, let y): ValueText.point(x, y)
        }
    }

    /// `2020-01-31 14:30`, with seconds where the column has any.
    private func spelt(time: Int64) -> String {
        ValueBytes.text { place in
            let count = ValueBytes.time(time, separator: UInt8(ascii: " "), at: place)
            return isWholeMinutes ? count - 3 : count
        }
    }
}

extension Column {
    /// Whether every known value, a number of milliseconds, is a multiple of `unit`.
    fileprivate func holdsMultiples(of unit: Int64, rows: [Int]) -> Bool {
        switch storage {
        case .integers(let buffer): rows.allSatisfy { buffer[$0] == Missing.integer || buffer[$0] % unit == 0 }
        case .numbers(let buffer):
            rows.allSatisfy { buffer[$0].isNaN || buffer[$0].remainder(dividingBy: Double(unit)) == 0 }
        default: false
        }
    }
}
