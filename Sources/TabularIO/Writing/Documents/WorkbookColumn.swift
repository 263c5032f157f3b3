internal import Columnar
internal import Diagnostics

/// A column of a sheet: values of the type that Excel has for them, and a number format that shows them as Tally does.
struct WorkbookColumn {
    /// The result's header, with the unit where the values do not show it.
    let header: String
    let numberFormat: String
    let isNumeric: Bool
    private let info: ResultTable.ColumnInfo
    /// The length of the unit in which durations stand, in milliseconds.
    private let unit: Double

    /// How many rows are looked at for formats and widths.
    private static let sampleSize = 1_000
    /// Larger whole numbers have digits that Excel would drop: they are identifiers, and stand as text.
    private static let largestInteger: Int64 = 999_999_999_999_999
    /// 1900-03-01: before it Excel counts a day that never was.
    private static let firstDate = Int64(CivilDate(year: 1900, month: 3, day: 1).days) * Milliseconds.day
    private static let endOfDates = Int64(CivilDate(year: 10_000, month: 1, day: 1).days) * Milliseconds.day
    /// The day from which Excel counts.
    private static let epoch = Int64(CivilDate(year: 1899, month: 12, day: 30).days)

    init(_ info: ResultTable.ColumnInfo, rowCount: Int, durations: DurationUnit?) {
        self.info = info
        let sample = (0..<min(rowCount, WorkbookColumn.sampleSize)).map { info.column[$0] }
        var header = info.header
        var format = ""
        var unit = 1.0
        switch info.type {
        case .integer: format = info.role == .dimension ? "0" : "#,##0"
        case .number: format = WorkbookColumn.format(of: sample.compactMap(\.double), isName: info.role == .dimension)
        case .percent, .rate, .share: format = "0.0%"
        case .points:
            format = "0.0%"
            header += " (pp)"
        case .duration, .meanDuration:
            let days = sample.compactMap(\.double).map { $0 / 86_400 }
            let isClock = durations == nil && !days.isEmpty && days.allSatisfy { (0..<1).contains($0) }
            unit = (durations ?? .days).milliseconds
            let scaled = days.map { $0 * DurationUnit.days.milliseconds / unit }
            format = isClock ? "[h]:mm:ss" : scaled.allSatisfy { $0.rounded() == $0 } ? "#,##0" : "#,##0.00"
            header += isClock ? " (h:mm:ss)" : " (\((durations ?? .days).rawValue))"
        case .date: format = "yyyy-mm-dd"
        case .time:
            let isMinutes = sample.allSatisfy { ($0.integer ?? 0) % Milliseconds.minute == 0 }
            format = isMinutes ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd hh:mm:ss"
        case .period(let grain):
            format = [.year: "0", .month: "yyyy-mm", .day: "yyyy-mm-dd"][grain] ?? ""
            if grain == .hour || grain == .minute { format = "yyyy-mm-dd hh:mm" }
        case .boolean, .text, .point: break
        }
        (self.header, numberFormat, self.unit) = (WorkbookCell.legal(header), format, unit)
        isNumeric = info.type.isNumeric
    }

    func isPartial(row: Int) -> Bool { mark(row) == .partial }

    func isTotal(row: Int) -> Bool { mark(row) == .total }

    private func mark(_ row: Int) -> ResultTable.Mark { info.marks.isEmpty ? .none : info.marks[row] }

    /// A missing value is `(missing)` in a dimension, else empty.
    func cell(row: Int) -> WorkbookCell {
        switch mark(row) {
        case .others: return .text("(others)")
        case .total: return .text("(total)")
        case .blank: return .blank
        case .none, .partial: break
        }
        switch info.column[row] {
        case .missing: return info.role == .dimension ? .text("(missing)") : .blank
        case .boolean(let flag): return .boolean(flag)
        case .integer(let value):
            guard value.magnitude <= WorkbookColumn.largestInteger.magnitude else { return .text(String(value)) }
            return .number(Double(value))
        case .number(let value), .percent(let value): return WorkbookColumn.number(value)
        case .rate(let part, let whole), .share(let part, let whole):
            return whole == 0 ? .blank : WorkbookColumn.number(part / whole)
        case .text(let text): return .of(text: text)
        case .date(let time): return WorkbookColumn.date(time) ?? .text(ValueText.date(time))
        case .time(let time): return WorkbookColumn.date(time) ?? .text(ValueText.time(time))
        case .duration(let length): return .number(Double(length) / unit)
        case .meanDuration(let length): return WorkbookColumn.number(length / unit)
        case .period(let period): return WorkbookColumn.cell(period)
        case .point(let x, let y): return .text(ValueText.point(x, y))
        }
    }

    /// The characters that the widest of the first cells takes.
    func width(rowCount: Int) -> Double {
        // The arrow of the filter takes room beside the header.
        var width = Double(displayWidth(header) + 3)
        for row in 0..<min(rowCount, WorkbookColumn.sampleSize) {
            switch cell(row: row) {
            case .blank: break
            case .text(let text):
                let lines = text.prefix(200).split(separator: "\n").map { displayWidth(String($0)) }
                width = max(width, Double(lines.max() ?? 0) + 1)
            case .number(let value): width = max(width, Double(shownWidth(value)) + 2)
            case .boolean: width = max(width, 7)
            }
        }
        return min(max(width, 6), 60)
    }

    /// The characters of a number in its format.
    private func shownWidth(_ value: Double) -> Int {
        if numberFormat.hasPrefix("yyyy") { return numberFormat.count }
        if numberFormat.hasPrefix("[h]") { return 9 }
        if numberFormat.hasSuffix("%") { return NumberText.percent(value).count }
        let decimals = numberFormat.split(separator: ".").dropFirst().first?.count ?? 0
        return numberFormat.isEmpty ? ValueText.number(value).count : NumberText.fixed(value, decimals: decimals).count
    }

    /// Excel has neither infinities nor a value that is no number.
    private static func number(_ value: Double) -> WorkbookCell {
        value.isFinite ? .number(value) : .text(ValueText.number(value))
    }

    private static func format(of values: [Double], isName: Bool) -> String {
        let decimals = NumberText.decimals(for: values)
        let step = (0..<decimals).reduce(0.5) { step, _ in step / 10 }
        let fits = values.allSatisfy { $0 == 0 || $0.magnitude >= step && $0.magnitude < 1e15 }
        guard fits, !isName else { return "" }
        return decimals == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: decimals)
    }

    /// A moment as the days that Excel counts; nil for those that it has no number for.
    private static func date(_ time: Int64) -> WorkbookCell? {
        guard (firstDate..<endOfDates).contains(time) else { return nil }
        return .number(Double(time) / Double(Milliseconds.day) - Double(epoch))
    }

    /// Years are numbers, months, days, hours and minutes are dates; quarters and weeks have no format in Excel.
    private static func cell(_ period: Period) -> WorkbookCell {
        switch period.grain {
        case .year: Int(period.description).map { .number(Double($0)) } ?? .text(period.description)
        case .month, .day, .hour, .minute: date(period.start) ?? .text(period.description)
        case .quarter, .week: .text(period.description)
        }
    }
}
