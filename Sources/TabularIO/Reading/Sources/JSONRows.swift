import CJSON

/// The objects of a JSON text as rows of delimited text, which the loader reads like any other.
///
/// Names become columns in the order in which they first occur; a value is the text that CSV would hold: strings as they
/// are, numbers as they were written, nested objects and arrays as JSON.
struct JSONRows: Sendable {
    static let delimiter = UInt8(TALLY_JSON_DELIMITER)

    /// The rows.
    let bytes: InputBytes
    let names: [String]
    /// The text that the rows were made from.
    private let json: InputBytes
    /// Where, in the rows and in the JSON, the records begin that were handed over together.
    private let blocks: [Block]

    private struct Block {
        let row: Int
        let record: Int
    }

    /// What the reader of JSON needs while it goes on.
    private final class Receiver {
        let spool: Spool
        let json: InputBytes
        let isCancelled: () -> Bool
        var blocks: [Block] = []

        init(_ name: String, _ json: InputBytes, _ isCancelled: @escaping () -> Bool) {
            spool = Spool(for: name)
            self.json = json
            self.isCancelled = isCancelled
        }

        func take(_ rows: UnsafeBufferPointer<UInt8>, record: Int) -> Bool {
            if let last = blocks.last { json.release(last.record..<record) }
            blocks.append(Block(row: spool.count, record: record))
            spool.append(rows)
            return spool.failure == nil && !isCancelled()
        }
    }

    /// Reads JSON of well-formed UTF-8.
    init(_ json: InputBytes, name: String, isCancelled: @escaping () -> Bool = { false }) throws(LoadError) {
        // A byte order mark is no part of the text.
        let start = json[0..<min(3, json.count)].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let receiver = Receiver(name, json, isCancelled)
        var table = tally_json_table()
        tally_json_read(
            json.base + start, json.count - start, LoadLimits.columns,
            { context, rows, count, record in
                guard let context else { return 0 }
                let receiver = Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
                return receiver.take(UnsafeBufferPointer(start: rows, count: count), record: record) ? 1 : 0
            }, Unmanaged.passUnretained(receiver).toOpaque(), &table)
        defer { tally_json_free(&table) }
        guard UInt32(table.status) == TALLY_JSON_ROWS.rawValue else {
            if UInt32(table.status) == TALLY_JSON_STOPPED.rawValue {
                throw receiver.spool.failure ?? LoadError.cancelled
            }
            throw JSONRows.failure(&table, json, start, name)
        }
        let names = JSONRows.names(table)
        self.json = json
        blocks = receiver.blocks.map { Block(row: $0.row, record: $0.record + start) }
        bytes = try receiver.spool.finish()
        self.names = names.isEmpty ? ["column_1"] : ColumnNames(names).names
        // GeoReport v2 answers a wrong request with a list of errors in the place of the list of requests.
        if Set(names) == ["code", "description"], table.row_count <= 5 {
            let first = String(decoding: bytes[0..<bytes.count].prefix { $0 != 0x0A }, as: UTF8.self)
            throw JSONRows.errorBody(name, first.split(separator: "\u{1F}").joined(separator: " "))
        }
    }

    private static func names(_ table: tally_json_table) -> [String] {
        var begin = 0
        return (0..<table.name_count).map { index in
            let end = table.name_ends[index]
            defer { begin = end }
            return String(decoding: UnsafeBufferPointer(start: table.names + begin, count: end - begin), as: UTF8.self)
        }
    }

    /// The line of the JSON on which each record begins whose row begins at one of the offsets.
    func lines(at offsets: [Int]) -> [Int: Int] {
        let places = offsets.map { ($0, recordOffset(ofRowAt: $0)) }
        let lines = LineNumbers.lines(at: places.map(\.1), in: json)
        return Dictionary(places.map { ($0.0, lines[$0.1] ?? 1) }) { first, _ in first }
    }

    private func recordOffset(ofRowAt offset: Int) -> Int {
        guard let block = blocks.last(where: { $0.row <= offset }) else { return 0 }
        guard block.row < offset else { return block.record }
        // How many rows end before the offset is how many records are to be passed over.
        let chunk = RowChunk()
        let dialect = Dialect(delimiter: JSONRows.delimiter, start: 0)
        guard chunk.scan(bytes, block.row..<offset, dialect: dialect) == nil else {
            return block.record
        }
        return tally_json_skip(json.base, json.count, block.record, chunk.rowCount)
    }

    // MARK: - Failures

    private static func failure(
        _ table: inout tally_json_table, _ json: InputBytes, _ start: Int, _ name: String
    ) -> LoadError {
        let message = withUnsafeBytes(of: &table.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        switch UInt32(table.status) {
        case TALLY_JSON_CUT.rawValue:
            return LoadError(
                "\(name) is JSON and cut off: it ends in the middle of record \(table.record).",
                advice: "The download or copy probably stopped early; fetch it again.")
        case TALLY_JSON_NO_ROWS.rawValue:
            return LoadError(
                "\(name) is JSON without rows, expected an array of objects or one object per line.",
                advice: "An empty array may be a portal's answer to a question that nothing fits.")
        case TALLY_JSON_ERROR_BODY.rawValue: return errorBody(name, message)
        case TALLY_JSON_NO_MEMORY.rawValue: return LoadError("\(name) does not fit into memory.")
        case TALLY_JSON_TOO_WIDE.rawValue:
            return LoadLimits.tooWide(
                name, "the records have more than \(LoadLimits.columns) different names",
                advice: "Names that are values, such as one a day, belong into a member of their own.")
        default:
            let line = LineNumbers.line(at: min(table.error_offset + start, json.count), in: json)
            return LoadError(
                "\(name), line \(line), record \(table.record): this is no JSON: \(lowercased(message)).", line: line)
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
