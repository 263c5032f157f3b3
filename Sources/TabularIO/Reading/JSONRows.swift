import CJSON

/// The objects of a JSON text as rows of delimited text, which the loader reads like any other.
///
/// Names become columns in the order in which they first occur; a value is the text that CSV would hold: strings as they
/// are, numbers as they were written, nested objects and arrays as JSON.
struct JSONRows {
    static let delimiter = UInt8(TALLY_JSON_DELIMITER)

    let bytes: InputBytes
    let names: [String]
    /// Where the row of each record begins.
    let starts: [Int]

    /// Reads JSON of well-formed UTF-8.
    init(_ json: InputBytes, name: String) throws(LoadError) {
        var table = tally_json_table()
        // A byte order mark is no part of the text.
        let start = json[0..<min(3, json.count)].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        tally_json_read(json.base + start, json.count - start, &table)
        defer { tally_json_free(&table) }
        let status = UInt32(table.status)
        guard status == TALLY_JSON_ROWS.rawValue else { throw JSONRows.failure(&table, json, name) }
        var names: [String] = []
        var begin = 0
        for index in 0..<table.name_count {
            let end = table.name_ends[index]
            names.append(
                String(decoding: UnsafeBufferPointer(start: table.names + begin, count: end - begin), as: UTF8.self))
            begin = end
        }
        bytes = InputBytes(
            taking: GrowingBytes(adopting: table.text, count: table.text_count, capacity: table.text_count))
        table.text = nil
        starts = Array(UnsafeBufferPointer(start: table.row_starts, count: table.row_count))
        self.names = names.isEmpty ? ["column_1"] : ColumnNames(names).names
        // GeoReport v2 answers a wrong request with a list of errors in the place of the list of requests.
        if Set(names) == ["code", "description"], starts.count <= 5 {
            let first = String(decoding: bytes[0..<bytes.count].prefix { $0 != 0x0A }, as: UTF8.self)
            throw JSONRows.errorBody(name, first.split(separator: "\u{1F}").joined(separator: " "))
        }
    }

    private static func failure(_ table: inout tally_json_table, _ json: InputBytes, _ name: String) -> LoadError {
        let message = withUnsafeBytes(of: &table.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        let record = table.record
        switch UInt32(table.status) {
        case TALLY_JSON_CUT.rawValue:
            return LoadError(
                "\(name) is JSON and cut off: it ends in the middle of record \(record).",
                advice: "The download or copy probably stopped early; fetch it again.")
        case TALLY_JSON_NO_ROWS.rawValue:
            return LoadError(
                "\(name) is JSON without rows, expected an array of objects or one object per line.",
                advice: "An empty array may be a portal's answer to a question that nothing fits.")
        case TALLY_JSON_ERROR_BODY.rawValue: return errorBody(name, message)
        case TALLY_JSON_NO_MEMORY.rawValue: return LoadError("\(name) does not fit into memory.")
        default:
            let line = LineNumbers.line(at: table.error_offset, in: json)
            let place = table.error_offset > 0 ? "line \(line)" : "record \(record)"
            return LoadError(
                "\(name), \(place): this is no JSON: \(lowercased(message)).", line: table.error_offset > 0 ? line : nil
            )
        }
    }

    private static func errorBody(_ name: String, _ message: String) -> LoadError {
        LoadError(
            "\(name) is not data but a portal's error message" + (message.isEmpty ? "." : ": \"\(message)\"."),
            advice: "Look at the address from which it was fetched.")
    }

    private static func lowercased(_ sentence: String) -> String {
        let text = sentence.last == "." ? String(sentence.dropLast()) : sentence
        return (text.first.map { $0.lowercased() } ?? "") + text.dropFirst()
    }
}
