internal import Columnar

/// One opened source: its bytes in UTF-8, its dialect, and which of its fields belongs to which column of the table.
struct SourceLayout: Sendable {
    let source: InputSource
    let bytes: InputBytes
    let dialect: Dialect
    /// The column names as the header gives them, made unique; numbered names when there is no header.
    let names: [String]
    /// Whether the last column has no name in the header, as when every line ends with a delimiter.
    let lastIsUnnamed: Bool
    /// Where the first row after the header begins.
    let bodyStart: Int
    /// What becomes of rows with too few or too many cells.
    let ragged: RaggedPolicy
    /// The JSON that `bytes` were made from; nil for text as it came.
    private let json: JSONRows?
    /// Per column of the table the field that holds it; nil when this source has no such column.
    var fields: [Int?]
    /// Sentences about this source.
    var warnings: [String]

    var fieldCount: Int { names.count }
    var isFromJSON: Bool { json != nil }

    /// Reads the header of delimited text.
    init(_ source: InputSource, bytes: InputBytes, options: LoadOptions, warnings: [String] = []) throws(LoadError) {
        self.source = source
        self.bytes = bytes
        self.warnings = warnings
        ragged = options.ragged
        json = nil
        dialect = Dialect(of: bytes, delimiter: options.delimiter)
        let hasHeader = options.hasHeader ?? true
        let chunk = RowChunk()
        var offset = dialect.start
        var header: [String]?
        while header == nil, offset < bytes.count {
            if let failure = chunk.scan(bytes, offset..<offset + (32 << 10), dialect: dialect) {
                throw SourceLayout.error(failure, source: source, bytes: bytes, expected: 0)
            }
            let rows = HeaderSearch.firstRows(of: chunk)
            guard let first = rows.first else {
                offset = chunk.end
                continue
            }
            let title = hasHeader ? HeaderSearch.titleRows(chunk, rows) : nil
            if let title { self.warnings.append(SourceLayout.titleWarning(source, chunk, Array(rows[..<title]))) }
            let row = title.map { rows[$0] } ?? first
            header = chunk.texts(ofRow: row)
            if hasHeader, let names = header, HeaderSearch.endsInDelimiter(chunk, rows, below: row, names.count) {
                header = names + [""]
            }
            if hasHeader { offset = chunk.end(ofRow: row) }
        }
        guard let header else { throw LoadError("\(source.name) holds only blank lines, expected a header line.") }
        guard header.count <= LoadLimits.columns else {
            throw LoadLimits.tooWide(
                source.name, "its header has \(header.count) fields",
                advice: "A line end or the right delimiter is probably missing; --delimiter names another.")
        }
        bodyStart = offset
        if hasHeader {
            let columnNames = ColumnNames(header)
            names = columnNames.names
            lastIsUnnamed = names.count > 1 && header.last?.isEmpty == true
            self.warnings += columnNames.warnings.map { "\(source.name): \($0)" }
            if let value = SourceLayout.dataValue(in: header) {
                self.warnings.append(
                    "\(source.name): the header line holds `\(value)` and may be data; `--no-header` reads it as a row."
                )
            }
        } else {
            names = (1...header.count).map { "column_\($0)" }
            lastIsUnnamed = false
        }
        fields = Array(names.indices)
    }

    /// Rows that were made from JSON.
    init(_ source: InputSource, rows: JSONRows, warnings: [String]) {
        self.source = source
        self.warnings = warnings
        bytes = rows.bytes
        names = rows.names
        json = rows
        lastIsUnnamed = false
        dialect = Dialect(delimiter: JSONRows.delimiter, start: 0)
        bodyStart = 0
        // A record that lacks names at its end is as good as any other.
        ragged = .pad
        fields = Array(names.indices)
    }

    private static func titleWarning(_ source: InputSource, _ chunk: RowChunk, _ rows: [Int]) -> String {
        let text = rows.lazy.flatMap(chunk.texts(ofRow:)).first { !$0.isEmpty } ?? ""
        let many = rows.count == 1 ? "one line" : "\(rows.count) lines"
        return "\(source.name): \(many) above the header left out, beginning with \"\(text.prefix(60))\"."
    }

    /// A cell that no header would hold: a date anywhere, or a number where every cell is a number or a date.
    private static func dataValue(in header: [String]) -> String? {
        let classes = header.map { text in
            var text = text
            return text.withUTF8 { ValueClass(of: $0) }
        }
        if classes.allSatisfy(\.isNumericOrTime) { return header.first }
        return zip(header, classes).first { text, valueClass in
            valueClass.isNumericOrTime && text.contains { "-/:".contains($0) }
        }?.0
    }

    // MARK: - Places

    /// The line, from 1, on which each row begins that has one of the offsets; of JSON the line of its record.
    func lines(at offsets: [Int]) -> [Int: Int] {
        json?.lines(at: offsets) ?? LineNumbers.lines(at: offsets, in: bytes)
    }

    /// The error that names a failure of the scan, with its line.
    func error(_ failure: RowChunk.Failure) -> LoadError {
        SourceLayout.error(failure, source: source, bytes: bytes, expected: fieldCount)
    }

    private static func error(
        _ failure: RowChunk.Failure, source: InputSource, bytes: InputBytes, expected: Int
    ) -> LoadError {
        switch failure {
        case .unreadable:
            return LoadError(
                "\(source.name) could not be read to its end: it is shorter now than when the reading began.",
                advice: "Another program is probably writing it; load it when that is done.")
        case .unclosedQuote(let offset):
            let line = LineNumbers.line(at: offset, in: bytes)
            return LoadError(
                "\(source.name), line \(line): a quote in the row that begins here is never closed.", line: line)
        case .tooLong(let offset):
            let line = LineNumbers.line(at: offset, in: bytes)
            return LoadError(
                "\(source.name), line \(line): the row that begins here is longer than \(LoadLimits.rowBytes >> 20) MiB.",
                advice: bytes[offset..<min(offset + LoadLimits.rowBytes, bytes.count)].contains(UInt8(ascii: "\""))
                    ? "A quote is probably never closed." : "It is probably no delimited text.", line: line)
        case .ragged(let offset, let found):
            let line = LineNumbers.line(at: offset, in: bytes)
            let reason =
                found > expected ? "A value probably holds an unquoted delimiter" : "The row is probably cut off"
            return LoadError(
                "\(source.name), line \(line): expected \(counted(expected, "field")) as in the header, found \(found).",
                advice: "\(reason); `--ragged skip` leaves such rows out, `--ragged pad` keeps what they have.",
                line: line)
        }
    }
}
