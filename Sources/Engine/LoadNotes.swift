import Columnar
import Semantics
import TabularIO

/// The sentences that a load owes its user.
enum LoadNotes {
    static func sentences(_ report: LoadReport) -> [String] {
        report.warnings
            + report.columns.compactMap { column in
                guard column.badCount > 0, let first = column.badValues.first else { return nil }
                let many = column.badCount == 1 ? "one value is" : "\(grouped(column.badCount)) values are"
                return "column `\(column.name)`: \(many) not \(column.type.description) and loaded as missing, "
                    + "such as \"\(first.text)\" in line \(grouped(first.line))"
            }
    }
}
