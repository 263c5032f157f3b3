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
                    + "such as \"\(first.text)\" in line \(first.line)"
            }
            + ragged(report)
    }

    private static func ragged(_ report: LoadReport) -> [String] {
        guard report.raggedCount > 0, let first = report.raggedRows.first else { return [] }
        let many = report.raggedCount == 1 ? "one row has" : "\(grouped(report.raggedCount)) rows have"
        let done = report.ragged == .skip ? "left out" : "padded or cut"
        return [
            "\(many) another number of fields than the header (\(first.expected)) and "
                + "\(report.raggedCount == 1 ? "was" : "were") \(done), such as line \(first.line) with \(first.found)"
        ]
    }
}
