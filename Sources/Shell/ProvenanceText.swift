import Columnar
import JSON
import TabularIO

/// The side file of results, which a reader years later can hold against the data.
enum ProvenanceText {
    static func json(file: String, _ parts: [Document.Part], _ provenance: Provenance) -> String {
        let value: JSONValue = [
            "file": .string(file), "program": .string(provenance.program), "made": .string(provenance.made),
            "results": .array(parts.map(result)),
            "data": .array(provenance.files.map(data)),
        ]
        return value.indentedText + "\n"
    }

    private static func result(_ part: Document.Part) -> JSONValue {
        [
            "title": .string(part.table.title), "query": .string(part.query), "account": .string(part.account),
            "rows": .integer(part.table.rowCount),
            "columns": .array(part.table.columns.filter { !$0.screenOnly }.map { .string($0.header) }),
        ]
    }

    private static func data(_ file: DataFile) -> JSONValue {
        [
            "path": .string(file.path), "bytes": file.size.map { .integer($0) } ?? .null,
            "modified": file.modified.map { .string($0) } ?? .null,
            "sha256": file.sha256.map { .string($0) } ?? .null,
        ]
    }
}
