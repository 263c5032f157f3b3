package import Columnar

/// Several results in one file, with what a reader needs to know to trust them.
package struct Document: Sendable {
    /// One result: a sheet of a workbook, a table of a database.
    package struct Part: Sendable {
        /// The text that was asked.
        package let query: String
        package let table: ResultTable
        /// The rows that were looked at and left, and the day at which the data ends, in the words of the footer.
        package let account: String

        package init(query: String, table: ResultTable, account: String) {
            (self.query, self.table, self.account) = (query, table, account)
        }
    }

    /// A remark on a result, or on all of them.
    struct Note: Sendable {
        /// The name of the sheet or table; empty where the remark is on all.
        let place: String
        let topic: String
        let text: String
    }

    package private(set) var parts: [Part]
    package let provenance: Provenance

    package init(_ parts: [Part], _ provenance: Provenance) { (self.parts, self.provenance) = (parts, provenance) }

    /// What is to be said about the parts, which go by these names in the file, and about all of it.
    func notes(_ names: [String], more: [Note]) -> [Note] {
        var notes: [Note] = []
        for (part, name) in zip(parts, names) {
            notes.append(Note(place: name, topic: "query", text: part.query))
            notes.append(Note(place: name, topic: "account", text: part.account))
            notes += more.filter { $0.place == name }
            for column in part.table.columns {
                let partial = column.marks.indices.filter { column.marks[$0] == .partial }
                guard !partial.isEmpty else { continue }
                let periods = Set(partial).sorted().compactMap { ValueText.machine(column.column[$0]) }
                var seen: Set<String> = []
                let listed = periods.filter { seen.insert($0).inserted }.joined(separator: ", ")
                notes.append(Note(place: name, topic: "only partly covered by the data", text: listed))
            }
        }
        return notes + more.filter { $0.place.isEmpty }
            + provenance.lines.map { Note(place: "", topic: $0.topic, text: $0.text) }
    }
}
