internal import Columnar

/// A column of a database table: what type it declares, and its values.
struct DatabaseColumn {
    enum Cell {
        case null
        case text(String)
        case integer(Int64)
        case number(Double)
    }

    let header: String
    /// The declared type. Dates are ISO text, which is what SQLite's functions take; `DATE` and `TIMESTAMP` tell readers so.
    let declaration: String
    /// What the numbers count where the header does not say it; nil for others.
    let unit: String?
    private let info: ResultTable.ColumnInfo
    private let durations: DurationUnit

    init(_ info: ResultTable.ColumnInfo, options: OutputOptions) {
        self.info = info
        header = info.header
        durations = options.durations ?? .seconds
        unit =
            info.type.isDuration ? durations.rawValue : info.type.isFraction ? "fraction, 1 is 100 %" : nil
        let isMixed = info.marks.contains { $0 == .others || $0 == .total }
        declaration = isMixed ? "TEXT" : DatabaseColumn.declaration(info.type)
    }

    private static func declaration(_ type: DataType) -> String {
        switch type {
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .number, .percent, .points, .rate, .share, .duration, .meanDuration: "REAL"
        case .date, .period(.day): "DATE"
        case .time: "TIMESTAMP"
        case .period(.year): "INTEGER"
        case .text, .point, .period: "TEXT"
        }
    }

    func cell(row: Int) -> Cell {
        switch info.marks.isEmpty ? .none : info.marks[row] {
        case .others: return .text("(others)")
        case .total: return .text("(total)")
        case .blank: return .null
        case .none, .partial: break
        }
        switch info.column[row] {
        case .missing: return .null
        case .boolean(let flag): return .integer(flag ? 1 : 0)
        case .integer(let value): return .integer(value)
        case .number(let value), .percent(let value): return .number(value)
        case .rate(let part, let whole), .share(let part, let whole):
            return whole == 0 ? .null : .number(part / whole)
        case .text(let text): return .text(text)
        case .date(let time): return .text(ValueText.date(time))
        case .time(let time): return .text(String(ValueText.time(time).map { $0 == "T" ? " " : $0 }))
        case .duration(let length): return .number(Double(length) / durations.milliseconds)
        case .meanDuration(let length): return .number(length / durations.milliseconds)
        case .period(let period):
            if period.grain == .year, let year = Int64(period.description) { return .integer(year) }
            return .text(period.description)
        case .point(let x, let y): return .text(ValueText.point(x, y))
        }
    }
}
