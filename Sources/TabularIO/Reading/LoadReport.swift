package import Columnar

/// A value that does not fit its column's type and was therefore loaded as missing.
package struct BadValue: Sendable, Hashable {
    package let source: InputSource
    /// The physical line on which the row or the record begins, counted from 1.
    package let line: Int
    package let text: String
}

/// What loading found out about one column.
package struct ColumnReport: Sendable {
    package let name: String
    package let type: DataType
    /// Rows without a value, bad values included.
    package let missingCount: Int
    /// Values that do not fit, without the spellings of "no value" such as `NA`.
    package let badCount: Int
    /// The first bad values, at most `ColumnReport.listedBadValues`.
    package let badValues: [BadValue]

    package static let listedBadValues = 20
}

/// The account of a load.
package struct LoadReport: Sendable {
    package let rowCount: Int
    package internal(set) var columns: [ColumnReport]
    /// How many rows had another number of cells than the header, when such rows are padded or left out.
    package let raggedCount: Int
    /// What was done with them.
    package let ragged: RaggedPolicy
    /// The first of them, at most 20.
    package let raggedRows: [RaggedRow]
    /// Full sentences on what was renamed, assumed or converted.
    package internal(set) var warnings: [String]
    package let bytes: Int
    package internal(set) var seconds: Double

    /// The same account of data that was had in another time.
    package func taking(_ duration: Duration) -> LoadReport {
        var report = self
        report.seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        return report
    }
}

/// A table and the account of how it was loaded.
package struct LoadedTable: Sendable {
    package let table: Table
    package let report: LoadReport
    /// The columns whose values were not wanted: they have the type of their first values and are missing throughout.
    package let undecoded: Set<Int>
    /// Those of them that may be times and were not even looked at: they have no bounds.
    package let unbounded: Set<Int>

    package init(table: Table, report: LoadReport, undecoded: Set<Int> = [], unbounded: Set<Int> = []) {
        (self.table, self.report) = (table, report)
        (self.undecoded, self.unbounded) = (undecoded, unbounded)
    }
}
