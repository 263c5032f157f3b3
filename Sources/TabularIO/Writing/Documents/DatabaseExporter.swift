internal import Columnar

/// An SQLite database: a table for each result, and `tally_notes`, which says where they come from.
package struct DatabaseExporter: DocumentExporter {
    package let name = "sqlite"
    package let endings = ["sqlite", "sqlite3", "db"]
    package let summary = "an SQLite database with a table for each result and one of notes; needs libsqlite3"

    /// The columns that a table of SQLite has room for, unless it was built for more.
    static let columnLimit = 2_000

    package init() {}

    package func write(_ document: Document, options: OutputOptions, toFile path: String) throws(OutputError) {
        let database = try Database(path)
        var names = PartNames(limit: 60, reserved: ["tally_notes"], legal: DatabaseExporter.name)
        var places: [String] = []
        var units: [Document.Note] = []
        for part in document.parts {
            let name = names.next(part.table.title) { "_\($0)" }
            places.append(name)
            let columns = part.table.columns.filter { !$0.screenOnly }.map { DatabaseColumn($0, options: options) }
            guard columns.count <= DatabaseExporter.columnLimit else {
                throw OutputError(
                    .other,
                    "an SQLite table has room for 2,000 columns, and the result has "
                        + "\(grouped(columns.count)); a `.csv` holds them")
            }
            var headers = PartNames(limit: 200, reserved: []) { $0.isEmpty ? "column" : $0 }
            let named = columns.map { (headers.next($0.header) { "_\($0)" }, $0) }
            try database.create(name, named.map { ($0.0, $0.1.declaration) })
            for row in 0..<part.table.rowCount {
                try options.checkCancellation(row: row)
                for (index, column) in columns.enumerated() { database.bind(column.cell(row: row), at: index + 1) }
                try database.insert()
            }
            units += named.compactMap { header, column in
                column.unit.map { Document.Note(place: name, topic: "unit of \(header)", text: $0) }
            }
        }
        try database.create("tally_notes", [("result", "TEXT"), ("topic", "TEXT"), ("note", "TEXT")])
        for note in document.notes(places, more: units) {
            for (index, text) in [note.place, note.topic, note.text].enumerated() {
                database.bind(text.isEmpty ? .null : .text(text), at: index + 1)
            }
            try database.insert()
        }
        try database.close()
    }

    /// A name that needs no quotes in a query: `late% by district` is `late_by_district`.
    private static func name(_ title: String) -> String {
        var result = ""
        for character in title {
            let isPlain = character.isLetter || character.isNumber
            if isPlain { result += character.lowercased() } else if !result.hasSuffix("_") { result += "_" }
        }
        while result.hasSuffix("_") { result.removeLast() }
        while result.hasPrefix("_") { result.removeFirst() }
        if result.first?.isNumber == true || result.hasPrefix("sqlite_") { result = "result_" + result }
        return result.isEmpty ? "result" : result
    }
}
