/// The table that a query gives: columns with headers and roles, rows in display order, and the notes that account for
/// what was left out. Exporters print it; the next stage of a query reads it.
public struct ResultTable: Sendable {
    /// What a cell of a dimension column stands for.
    public enum Mark: UInt8, Sendable {
        /// An ordinary value (or a missing one).
        case none
        /// All the groups outside the top: prints as `(others)`.
        case others
        /// The sum over the groups: prints as `(total)`.
        case total
        /// A bucket of the time axis that the data covers only in part: the value, marked on screen only.
        case partial
        /// A cell without meaning here, beside `(others)` or `(total)`: prints empty.
        case blank
    }

    /// What a column is for.
    public enum Role: Hashable, Sendable {
        case dimension
        case item
        /// Counts or limits that belong to the item before: `late% n`. On screen the header is the last word only.
        case companion
    }

    /// Where a column of a cross-tab comes from.
    package struct Crossing: Hashable, Sendable {
        /// The names of the cross-tab's dimensions, and their values; no values in a column of totals.
        package let dimensions: [String]
        package let values: [Value]
        /// What the column measures, by the item's own name.
        package let item: String

        package init(dimensions: [String], values: [Value], item: String) {
            self.dimensions = dimensions
            self.values = values
            self.item = item
        }
    }

    /// A column with its header and its part in the result.
    public struct ColumnInfo: Sendable {
        public let header: String
        public let role: Role
        public let type: DataType
        package let column: Column
        /// One mark per row for dimension columns; empty means that every cell is `.none`.
        package let marks: [Mark]
        /// A companion that is shown on screen but not written to machine formats, because nobody asked for it.
        public let screenOnly: Bool
        /// Nil where there is no cross-tab.
        package let crossing: Crossing?
        /// A detail that files carry and the screen has no room for, because a note says it in words.
        public let fileOnly: Bool

        package init(
            header: String, role: Role, column: Column, marks: [Mark] = [], screenOnly: Bool = false,
            fileOnly: Bool = false, crossing: Crossing? = nil
        ) {
            self.header = header
            self.role = role
            self.column = column.withTimesOfDay
            type = self.column.type
            self.marks = marks
            self.screenOnly = screenOnly
            self.crossing = crossing
            self.fileOnly = fileOnly
        }
    }

    public let columns: [ColumnInfo]
    public let rowCount: Int
    /// Sentences under the table on screen, on standard error elsewhere.
    public let notes: [String]
    /// The zones of a map, where the result is to be drawn as one.
    package let outlines: Outlines?

    package init(columns: [ColumnInfo], rowCount: Int, notes: [String] = [], outlines: Outlines? = nil) {
        self.outlines = outlines
        self.columns = columns
        self.rowCount = rowCount
        self.notes = notes
    }

    /// The value of a cell; `(others)` and `(total)` cells are missing values with a mark.
    public func value(row: Int, column: Int) -> Value { columns[column].column[row] }

    /// What is special about a cell, such as belonging to a bucket that the data covers only in part.
    public func mark(row: Int, column: Int) -> Mark {
        columns[column].marks.isEmpty ? .none : columns[column].marks[row]
    }

    /// The same table with other notes.
    package func with(notes: [String]) -> ResultTable {
        ResultTable(columns: columns, rowCount: rowCount, notes: notes, outlines: outlines)
    }
}
