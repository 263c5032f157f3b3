internal import CWorkbook
internal import Columnar
internal import Diagnostics

/// An Excel workbook: a sheet for each result, and one that says where they come from.
package struct WorkbookExporter: DocumentExporter {
    package let name = "xlsx"
    package let endings = ["xlsx"]
    package let summary = "an Excel workbook with a sheet for each result and one about them; needs libxlsxwriter"

    private static let aboutName = "About"
    /// The rows of a sheet below its header, and its columns.
    static let rowLimit = 1_048_575
    static let columnLimit = 16_384

    package init() {}

    package func write(_ document: Document, options: OutputOptions, toFile path: String) throws(OutputError) {
        for part in document.parts {
            let count = part.table.columns.count { !$0.screenOnly }
            guard count <= WorkbookExporter.columnLimit else {
                throw OutputError(
                    .other,
                    "an Excel sheet has room for 16,384 columns, and the result has \(grouped(count)); "
                        + "a `.csv` holds them")
            }
        }
        let book = try Workbook(path)
        var names = PartNames(limit: 31, reserved: ["history", WorkbookExporter.aboutName.lowercased()]) { name in
            // An apostrophe may not stand at either end.
            let legal = String(DisplayText.visible(name).map { "[]:*?/\\".contains($0) ? "-" : $0 })
            let trimmed = legal.drop { $0 == "'" }
            return trimmed.isEmpty ? "result" : trimmed.hasSuffix("'") ? trimmed + " " : String(trimmed)
        }
        var places: [String] = []
        var more: [Document.Note] = []
        for part in document.parts {
            let columns = part.table.columns.filter { !$0.screenOnly }.map {
                WorkbookColumn($0, rowCount: part.table.rowCount, durations: options.durations)
            }
            var first = 0
            repeat {
                let rows = first..<min(part.table.rowCount, first + WorkbookExporter.rowLimit)
                let name = names.next(part.table.title(atMost: 31)) { " (\($0))" }
                try book.add(name, columns, rows, options)
                if first == 0 {
                    places.append(name)
                } else {
                    let text = "rows \(grouped(first + 1)) and on: a sheet has room for 1,048,576"
                    more.append(Document.Note(place: places.last ?? "", topic: "continued in \(name)", text: text))
                }
                first = rows.upperBound
            } while first < part.table.rowCount
        }
        try book.add(WorkbookExporter.aboutName, document.notes(places, more: more))
        try book.close()
    }
}
