/// How the cells of one source are separated, and where its first row begins.
struct Dialect: Hashable, Sendable {
    var delimiter: UInt8
    let quote = UInt8(ascii: "\"")
    /// The offset of the first row: past a byte order mark and an Excel `sep=` line.
    var start: Int

    static let candidates: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

    init(delimiter: UInt8, start: Int) {
        self.delimiter = delimiter
        self.start = start
    }

    /// Finds the delimiter of a source, unless it is given.
    ///
    /// A delimiter is judged by its header and by the share of the first rows that have as many cells as the header;
    /// between equals the one that gives more cells wins. Text without any delimiter is one column.
    init(of bytes: InputBytes, delimiter: UInt8?) {
        var start = bytes[0..<min(3, bytes.count)].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var found = delimiter
        let opening = bytes[start..<min(start + 7, bytes.count)]
        if opening.starts(with: "sep=".utf8), opening.count > 5, opening[5] == 10 || opening[5] == 13 {
            start += opening.count > 6 && opening[5] == 13 && opening[6] == 10 ? 7 : 6
            found = found ?? opening[4]
        }
        let firstRow = start
        let best = Dialect.candidates.map { candidate in
            (candidate, Dialect.score(bytes, Dialect(delimiter: candidate, start: firstRow)))
        }.max { $0.1 < $1.1 }
        self.init(delimiter: found ?? best?.0 ?? UInt8(ascii: ","), start: start)
    }

    /// (rows per thousand that agree with the header, cells in the header); (0, 0) when the header is one cell.
    private static func score(_ bytes: InputBytes, _ dialect: Dialect) -> (Int, Int) {
        let chunk = RowChunk()
        guard dialect.start < bytes.count,
            chunk.scan(bytes, from: dialect.start, atLeast: 32 << 10, dialect: dialect) == nil
        else { return (0, 0) }
        let counts = (0..<min(chunk.rowCount, 200)).filter { !chunk.isBlank($0) }.map(chunk.cellCount)
        guard let header = counts.first, header > 1 else { return (0, 0) }
        return (1_000 * counts.count { $0 == header } / counts.count, header)
    }
}
