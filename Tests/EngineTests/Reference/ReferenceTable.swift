import Columnar

/// Rows of values under names: the data of a query or the result of a stage.
struct ReferenceTable {
    struct Column {
        let name: String
        let kind: ReferenceKind
        /// The column of the default time axis and of `as of` are found among these.
        var isDueDate = false
    }

    var columns: [Column]
    var rows: [[Value]]
    /// Whether these are rows of a file: then definitions come before columns, and the data has an end.
    let isData: Bool

    func column(_ name: String) -> Int? {
        columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
    }

    /// The column of the default time axis: the first time.
    var timeColumn: Int? { columns.firstIndex { $0.kind == .time } }

    /// The data's end: the day of the latest time that is no due date, and whether the data has times of day. Values
    /// over a year past the last default time are mistakes.
    var asOf: (day: Int64, isDateOnly: Bool)? {
        guard isData, let timeColumn else { return nil }
        func times(_ column: Int) -> [Int64] { rows.compactMap { $0[column].exactInteger } }
        let limit = times(timeColumn).max().map { $0 + 366 * Milliseconds.day } ?? .max
        let candidates = columns.indices.filter { columns[$0].kind == .time && !columns[$0].isDueDate }
        let all = candidates.flatMap(times)
        guard let latest = all.filter({ $0 <= limit }).max() else { return nil }
        return (latest - Milliseconds.sinceMidnight(latest), all.allSatisfy { Milliseconds.sinceMidnight($0) == 0 })
    }
}

/// Why the reference cannot say what a text means.
struct ReferenceError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
