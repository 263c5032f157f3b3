internal import Columnar

/// A table as machine formats write it: full precision, ISO 8601, no locale, and without the columns that only the screen
/// shows.
///
/// Text goes from the dictionary to the output without becoming a `String`.
struct MachineTable {
    let headers: [String]
    let rowCount: Int
    private let cells: [MachineCells]
    /// Per column its marks; empty where every cell is ordinary.
    private let marks: [[ResultTable.Mark]]
    private let isMarked: [Bool]
    private let durations: DurationUnit
    /// What keeps the memory of `cells` alive.
    private let columns: [Column]

    init(_ table: ResultTable, options: OutputOptions) {
        let shown = table.columns.filter { !$0.screenOnly }
        headers = shown.map(\.header)
        rowCount = table.rowCount
        columns = shown.map(\.column)
        cells = columns.map { MachineCells($0) }
        marks = shown.map(\.marks)
        isMarked = marks.map { !$0.isEmpty }
        durations = options.durations ?? .seconds
    }

    var columnCount: Int { cells.count }

    @inline(__always)
    func append<Spelling: MachineSpelling>(
        row: Int, column: Int, as spelling: Spelling.Type, to writer: inout ByteWriter
    ) {
        if isMarked[column] {
            switch marks[column][row] {
            case .none, .partial: break
            case .others: return Spelling.text("(others)", to: &writer)
            case .total: return Spelling.text("(total)", to: &writer)
            case .blank: return Spelling.missing(to: &writer)
            }
        }
        switch cells[column] {
        case .narrowTexts(let codes, let texts): text(Int(codes[row]), texts, spelling, &writer)
        case .mediumTexts(let codes, let texts): text(Int(codes[row]), texts, spelling, &writer)
        case .wideTexts(let codes, let texts): text(Int(codes[row]), texts, spelling, &writer)
        case .numbers(let values): number(values[row], spelling, &writer)
        case .fractions(let first, let second):
            second[row] == 0 ? Spelling.missing(to: &writer) : number(first[row] / second[row], spelling, &writer)
        case .points(let first, let second):
            first[row].isNaN ? Spelling.missing(to: &writer) : Spelling.point(first[row], second[row], to: &writer)
        case .booleans(let values):
            let value = values[row]
            value == Missing.boolean ? Spelling.missing(to: &writer) : writer.append(value == 1 ? "true" : "false")
        case .integers(let values):
            if isMissing(values[row], spelling, &writer) { return }
            writer.append(integer: values[row])
        case .durations(let values):
            if isMissing(values[row], spelling, &writer) { return }
            writer.append(duration: values[row], unit: durations)
        case .meanDurations(let values): number(values[row] / durations.milliseconds, spelling, &writer)
        case .dates(let values):
            if isMissing(values[row], spelling, &writer) { return }
            Spelling.quote(to: &writer)
            writer.append(date: values[row])
            Spelling.quote(to: &writer)
        case .times(let values):
            if isMissing(values[row], spelling, &writer) { return }
            Spelling.quote(to: &writer)
            writer.append(time: values[row])
            Spelling.quote(to: &writer)
        case .periods(let values, let grain):
            if isMissing(values[row], spelling, &writer) { return }
            Spelling.quote(to: &writer)
            writer.append(Period(grain: grain, ordinal: Int(values[row])).description)
            Spelling.quote(to: &writer)
        }
    }

    /// Writes the missing value where `value` is the one that stands for it.
    @inline(__always)
    private func isMissing<Spelling: MachineSpelling>(
        _ value: Int64, _ spelling: Spelling.Type, _ writer: inout ByteWriter
    ) -> Bool {
        guard value == Missing.integer else { return false }
        Spelling.missing(to: &writer)
        return true
    }

    @inline(__always)
    private func number<Spelling: MachineSpelling>(
        _ value: Double, _ spelling: Spelling.Type, _ writer: inout ByteWriter
    ) {
        value.isNaN ? Spelling.missing(to: &writer) : Spelling.number(value, to: &writer)
    }

    @inline(__always)
    private func text<Spelling: MachineSpelling>(
        _ code: Int, _ texts: MachineCells.Texts, _ spelling: Spelling.Type, _ writer: inout ByteWriter
    ) {
        code == 0 ? Spelling.missing(to: &writer) : Spelling.text(texts[code], to: &writer)
    }
}
