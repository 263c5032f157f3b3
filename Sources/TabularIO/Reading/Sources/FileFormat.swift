/// Recognizes, by its first bytes, what is not delimited text, so that the message can say what it is instead.
enum FileFormat {
    private struct Signature {
        let bytes: [UInt8]
        let what: String
        var advice: String?
    }

    private static let signatures: [Signature] = [
        Signature(bytes: [0x04, 0x22, 0x4D, 0x18], what: "is compressed with lz4", advice: "Decompress it first."),
        Signature(bytes: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], what: "is a 7z archive", advice: "Unpack it first."),
        Signature(
            bytes: [0xD0, 0xCF, 0x11, 0xE0], what: "is an old Excel workbook or another Office file",
            advice: "Save the sheet as CSV."),
        Signature(
            bytes: SnapshotLayout.signature, what: "is a data file of Tally",
            advice: "It is opened by itself, from a path, not together with other files."),
        Signature(bytes: Array("PAR1".utf8), what: "is a Parquet file", advice: "Convert it to CSV first."),
        Signature(
            bytes: Array("SQLite format 3".utf8), what: "is an SQLite database", advice: "Export a table as CSV."),
        Signature(bytes: Array("%PDF-".utf8), what: "is a PDF document"),
        Signature(bytes: [0x89, 0x50, 0x4E, 0x47], what: "is a PNG image"),
        Signature(bytes: [0xFF, 0xD8, 0xFF], what: "is a JPEG image"),
        Signature(bytes: [0x7F, 0x45, 0x4C, 0x46], what: "is a program"),
        Signature(
            bytes: Array("version https://git-lfs.github.com/spec/".utf8), what: "is a Git LFS pointer, not the data",
            advice: "Fetch the data with git lfs pull."),
    ]

    /// Throws when the bytes are recognized as something other than delimited text.
    /// - Parameter start: its first 4,096 bytes, or all where there are fewer.
    static func check(_ start: UnsafeBufferPointer<UInt8>, name: String) throws(LoadError) {
        for signature in signatures where start.starts(with: signature.bytes) {
            throw LoadError("\(name) \(signature.what), expected delimited text.", advice: signature.advice)
        }
        if start.starts(with: [0x50, 0x4B, 3, 4]) {
            let isWorkbook = contains(start, "[Content_Types].xml") || contains(start, "xl/")
            throw LoadError(
                "\(name) is \(isWorkbook ? "an Excel workbook (xlsx)" : "a zip archive"), expected delimited text.",
                advice: isWorkbook ? "Save the sheet as CSV." : "Unpack it first.")
        }
        if start.count > 262, start[257..<262].elementsEqual("ustar".utf8) {
            throw LoadError("\(name) is a tar archive, expected delimited text.", advice: "Unpack it first.")
        }
        if isHTML(start) {
            throw LoadError(
                "\(name) is an HTML page, expected delimited text.",
                advice: "The download probably ended on an error or log-in page; use the portal's export link.")
        }
        if start.starts(with: "<?xml".utf8) || start.dropFirst(3).starts(with: "<?xml".utf8) {
            throw LoadError(
                "\(name) is XML, expected delimited text or JSON.", advice: "Portals give the same data as CSV or JSON."
            )
        }
        let controls = start.count(where: isControl)
        // A few stray NUL bytes do not make a binary file.
        if controls > 16, controls * 50 > start.count {
            throw LoadError("\(name) is a binary file, expected delimited text.")
        }
    }

    /// The mark of UTF-32 begins with that of UTF-16, under which the rows would make no sense.
    static func refuseUTF32(_ start: UnsafeBufferPointer<UInt8>, name: String) throws(LoadError) {
        let start = Array(start.prefix(4))
        guard start == [0xFF, 0xFE, 0, 0] || start == [0, 0, 0xFE, 0xFF] else { return }
        throw LoadError("\(name) is UTF-32, expected UTF-8, UTF-16 or Windows-1252.", advice: "Save it as UTF-8.")
    }

    /// Whether the text begins like JSON: an object, or an array of objects.
    static func isJSON(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        var start = bytes[...]
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let text = start.lazy.filter { !isSpace($0) }.prefix(2)
        guard let first = text.first, let second = text.dropFirst().first else { return false }
        let opens = [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "}")]
        return (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")) && opens.contains(second)
    }

    private static func isHTML(_ start: UnsafeBufferPointer<UInt8>) -> Bool {
        var text = start[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        let opening = text.drop(while: isSpace).prefix(512).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let marks = ["<!doctype html", "<html", "<head", "<body"]
        if marks.contains(where: { opening.starts(with: $0.utf8) }) { return true }
        let isMarkup = ["<?xml", "<!--"].contains { opening.starts(with: $0.utf8) }
        return isMarkup && opening.withUnsafeBufferPointer { contains($0, "<html") }
    }

    private static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ wanted: String) -> Bool {
        let wanted = Array(wanted.utf8)
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { bytes[$0...].starts(with: wanted) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && !isSpace(byte)) || byte == 0x7F }
}
