import Columnar
import Syntax

/// Rows of values under names: the data of a query or the result of a stage.
struct ReferenceTable {
    struct Column {
        let name: String
        let kind: ReferenceKind
        /// The column of the default time axis and of `as of` are found among these.
        var isDueDate = false
        /// Of a column that `lookup` brings: the column that holds the number of its row there.
        var lookupRow: Int?
    }

    /// What "now" is: a day, as the milliseconds of its midnight, and whether the data has no times of day.
    struct Now {
        let day: Int64
        let isDateOnly: Bool
        /// Whether `as of` has chosen the day.
        var isRewound = false

        /// The first instant after the data.
        var end: Int64 { day + Milliseconds.day }
        /// The instant up to which open durations count.
        var instant: Int64 { isDateOnly ? day : end }
    }

    var columns: [Column]
    var rows: [[Value]]
    /// Whether these are rows of a file: then definitions come before columns, and the data has an end.
    let isData: Bool
    /// The conditions of earlier stages that the rows of the data have passed.
    var passed: [SyntaxNode] = []
    /// The data's end, or the day that `as of` names.
    var asOf: Now?

    init(columns: [Column], rows: [[Value]], isData: Bool) {
        (self.columns, self.rows, self.isData) = (columns, rows, isData)
        asOf = isData ? ending : nil
    }

    func column(_ name: String) -> Int? {
        columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
    }

    /// The column of the default time axis: the first time, else the first bucket of an earlier axis.
    var timeColumn: Int? {
        columns.firstIndex { $0.kind == .time }
            ?? columns.firstIndex { if case .period = $0.kind { true } else { false } }
    }

    /// The data's end: the day of the latest time that is no due date, and whether the data has times of day. Values
    /// over a year past the last default time are mistakes.
    private var ending: Now? {
        guard let timeColumn else { return nil }
        func times(_ column: Int) -> [Int64] { rows.compactMap { $0[column].exactInteger } }
        let limit = times(timeColumn).max().map { $0 + 366 * Milliseconds.day } ?? .max
        let candidates = columns.indices.filter { columns[$0].kind == .time && !columns[$0].isDueDate }
        let all = candidates.flatMap(times)
        guard let latest = all.filter({ $0 <= limit }).max() else { return nil }
        return Now(
            day: latest - Milliseconds.sinceMidnight(latest),
            isDateOnly: all.allSatisfy { Milliseconds.sinceMidnight($0) == 0 })
    }

    // MARK: - Clauses that change the rows

    /// The rows as they were at the end of a day: those opened after it are gone, and other times after it have not
    /// happened yet. Due dates stay.
    func rewound(to day: Int64) -> ReferenceTable {
        var table = self
        let now = Now(day: day, isDateOnly: asOf?.isDateOnly ?? true, isRewound: true)
        table.asOf = now
        table.rows = rows.filter { row in (timeColumn.flatMap { row[$0].exactInteger } ?? .min) < now.end }.map { row in
            columns.indices.map { index in
                guard columns[index].kind == .time, !columns[index].isDueDate, let time = row[index].exactInteger
                else { return row[index] }
                return time < now.end ? row[index] : .missing
            }
        }
        return table
    }

    /// The rows with the columns of another table beside them, found by equal keys, and the number of the row there.
    func lookingUp(_ other: ReferenceTable, _ keys: [(mine: [Value], theirs: Int)]) -> ReferenceTable {
        var table = self
        let found = rows.indices.map { row in
            other.rows.firstIndex { theirs in
                keys.allSatisfy { key in
                    let (left, right) = (ValueText.machine(key.mine[row]), ValueText.machine(theirs[key.theirs]))
                    return left != nil && left == right
                }
            }
        }
        let number = table.columns.count
        table.columns.append(Column(name: "row of lookup \(number)", kind: .integer, lookupRow: number))
        for (row, place) in found.enumerated() { table.rows[row].append(place.map { .integer(Int64($0)) } ?? .missing) }
        for (index, column) in other.columns.enumerated()
        where self.column(column.name) == nil && !keys.contains(where: { $0.theirs == index }) {
            table.columns.append(Column(name: column.name, kind: column.kind, lookupRow: number))
            for (row, place) in found.enumerated() {
                table.rows[row].append(place.map { other.rows[$0][index] } ?? .missing)
            }
        }
        return table
    }
}

/// Why the reference cannot say what a text means.
struct ReferenceError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
