internal import Columnar

/// A column as machine formats write it: full precision, ISO 8601, no locale.
///
/// Text goes from the dictionary to the output without becoming a `String`.
struct MachineColumn {
    let header: String
    private let column: Column
    private let marks: [ResultTable.Mark]
    private let durations: DurationUnit

    /// The columns that machine formats carry: all but those that only the screen shows.
    static func columns(of table: ResultTable, options: OutputOptions) -> [MachineColumn] {
        table.columns.filter { !$0.screenOnly }.map {
            MachineColumn(header: $0.header, column: $0.column, marks: $0.marks, durations: options.durations)
        }
    }

    /// Whether the cell is written as a missing value.
    func isMissing(row: Int) -> Bool {
        let mark = marks.isEmpty ? ResultTable.Mark.none : marks[row]
        return mark == .blank || (mark == .none || mark == .partial) && ValueText.machine(column[row]) == nil
    }

    @inline(__always)
    func append<Spelling: MachineSpelling>(row: Int, as spelling: Spelling.Type, to writer: inout ByteWriter) {
        if !marks.isEmpty {
            switch marks[row] {
            case .none, .partial: break
            case .others: return Spelling.text("(others)", to: &writer)
            case .total: return Spelling.text("(total)", to: &writer)
            case .blank: return Spelling.missing(to: &writer)
            }
        }
        switch column.storage {
        case .codes(let codes, let dictionary):
            let code = codes[row]
            if code == Missing.code { return Spelling.missing(to: &writer) }
            Spelling.text(dictionary.utf8(code), to: &writer)
        case .integers(let buffer):
            append(integer: buffer[row], as: spelling, to: &writer)
        case .numbers(let buffer):
            let value = buffer[row]
            if value.isNaN { return Spelling.missing(to: &writer) }
            Spelling.number(value, to: &writer)
        case .bytes(let buffer):
            let value = buffer[row]
            if value == Missing.boolean { return Spelling.missing(to: &writer) }
            writer.append(value == 1 ? "true" : "false")
        case .pairs(let first, let second):
            let (x, y) = (first[row], second[row])
            if x.isNaN { return Spelling.missing(to: &writer) }
            if column.type == .point { return Spelling.point(x, y, to: &writer) }
            if y == 0 { return Spelling.missing(to: &writer) }
            Spelling.number(x / y, to: &writer)
        }
    }

    @inline(__always)
    private func append<Spelling: MachineSpelling>(
        integer value: Int64, as spelling: Spelling.Type, to writer: inout ByteWriter
    ) {
        if value == Missing.integer { return Spelling.missing(to: &writer) }
        switch column.type {
        case .date:
            Spelling.quote(to: &writer)
            writer.append(date: value)
            Spelling.quote(to: &writer)
        case .time:
            Spelling.quote(to: &writer)
            writer.append(time: value)
            Spelling.quote(to: &writer)
        case .period(let grain):
            Spelling.quote(to: &writer)
            writer.append(Period(grain: grain, ordinal: Int(value)).description)
            Spelling.quote(to: &writer)
        case .duration: writer.append(duration: value, unit: durations)
        default: writer.append(integer: value)
        }
    }
}
