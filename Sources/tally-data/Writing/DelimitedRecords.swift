#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The records of a comma-separated file, read by a small parser of this tool's own so that a check of a written file
/// does not lean on the code that wrote it.
struct DelimitedRecords {
    var header: [String]
    var rows: [[String]]

    /// - Throws: `OutputError` when the file cannot be read or is empty.
    init(path: String) throws {
        var records = DelimitedRecords.parse(try DelimitedRecords.bytes(of: path))
        guard !records.isEmpty else { throw OutputError(path: path, reason: "the file is empty") }
        header = records.removeFirst()
        rows = records
    }

    private static func parse(_ bytes: [UInt8]) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == 0x22 {
                isQuoted.toggle()
                // A doubled quotation mark leaves and enters the quotes again: the second one is text.
                if isQuoted, index > 0, bytes[index - 1] == 0x22 { field.append(byte) }
            } else if isQuoted {
                field.append(byte)
            } else if byte == 0x2C || byte == 0x0A {
                record.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                if byte == 0x0A {
                    records.append(record)
                    record = []
                }
            } else {
                field.append(byte)
            }
        }
        return records
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        if descriptor < 0 { throw OutputError(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 { throw OutputError(path: path, reason: String(cString: strerror(errno))) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }
}
