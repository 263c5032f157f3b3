/// One opened source: its bytes in UTF-8, its dialect, and which of its fields belongs to which column of the table.
struct SourceLayout: Sendable {
    let source: InputSource
    let bytes: InputBytes
    let dialect: Dialect
    /// The column names as the header gives them, made unique; numbered names when there is no header.
    let names: [String]
    /// Where the first row after the header begins.
    let bodyStart: Int
    /// Per column of the table the field that holds it.
    var fields: [Int]
    /// Sentences about this source.
    var warnings: [String]

    var fieldCount: Int { names.count }

    /// Opens a source and reads its header.
    init(_ source: InputSource, bytes: InputBytes, options: LoadOptions, warnings: [String] = []) throws(LoadError) {
        self.source = source
        self.bytes = bytes
        self.warnings = warnings
        dialect = Dialect(of: bytes, delimiter: options.delimiter)
        let chunk = RowChunk()
        var offset = dialect.start
        var header: [String]?
        while header == nil, offset < bytes.count {
            if let failure = chunk.scan(bytes, from: offset, atLeast: 4_096, dialect: dialect) {
                throw SourceLayout.error(failure, source: source, bytes: bytes, expected: 0)
            }
            let first = (0..<chunk.rowCount).first { !chunk.isBlank($0) }
            header = first.map(chunk.texts)
            if options.hasHeader ?? true || first == nil {
                offset = first.map(chunk.end(ofRow:)) ?? chunk.end
            }
        }
        guard let header else { throw LoadError("\(source.name) holds only blank lines, expected a header line.") }
        bodyStart = offset
        if options.hasHeader ?? true {
            let columnNames = ColumnNames(header)
            names = columnNames.names
            self.warnings += columnNames.warnings.map { "\(source.name): \($0)" }
            let looksLikeData = header.allSatisfy { text in
                var text = text
                return text.withUTF8 { ValueClass(of: $0).isNumericOrTime }
            }
            if looksLikeData {
                self.warnings.append("\(source.name): the header line holds only numbers and dates; it may be data.")
            }
        } else {
            names = (1...header.count).map { "column_\($0)" }
        }
        fields = Array(names.indices)
    }

    /// The error that names a failure of the scan, with its line.
    static func error(
        _ failure: RowChunk.Failure, source: InputSource, bytes: InputBytes, expected: Int
    ) -> LoadError {
        switch failure {
        case .unclosedQuote(let offset):
            let line = LineNumbers.line(at: offset, in: bytes)
            return LoadError(
                "\(source.name), line \(line): a quote in the row that begins here is never closed.", line: line)
        case .tooLong(let offset):
            let line = LineNumbers.line(at: offset, in: bytes)
            return LoadError(
                "\(source.name), line \(line): the row that begins here is longer than 1 GiB.",
                advice: "A quote is probably never closed.", line: line)
        case .ragged(let offset, let found):
            let line = LineNumbers.line(at: offset, in: bytes)
            return LoadError(
                "\(source.name), line \(line): expected \(counted(expected, "field")) as in the header, found \(found).",
                advice: found > expected
                    ? "A value probably holds an unquoted delimiter." : "The row is probably cut off.",
                line: line)
        }
    }

    /// Finds the fields that hold the columns of the first source, by name.
    mutating func align(to first: SourceLayout) throws(LoadError) {
        var fields: [Int] = []
        for name in first.names {
            guard let field = names.firstIndex(of: name) else {
                throw LoadError(
                    "\(source.name) has no column `\(name)`, which \(first.source.name) has.",
                    advice: "Files that are loaded together need the same columns, in any order.")
            }
            fields.append(field)
        }
        if let extra = names.first(where: { !first.names.contains($0) }) {
            throw LoadError(
                "\(source.name) has a column `\(extra)`, which \(first.source.name) has not.",
                advice: "Files that are loaded together need the same columns, in any order.")
        }
        self.fields = fields
    }
}

/// `1 field`, `3 fields`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
