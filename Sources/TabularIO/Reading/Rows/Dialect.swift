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

    /// (rows per thousand that have as many cells as the header, cells in the header); (0, 0) when that is one cell. When
    /// the first row has far fewer cells than most, it is taken for the title above a header.
    private static func score(_ bytes: InputBytes, _ dialect: Dialect) -> (Int, Int) {
        let chunk = RowChunk()
        guard dialect.start < bytes.count,
            chunk.scan(bytes, dialect.start..<dialect.start + (32 << 10), dialect: dialect) == nil
        else { return (0, 0) }
        let rows = HeaderSearch.firstRows(of: chunk)
        let counts = rows.map(chunk.cellCount)
        guard let first = counts.first else { return (0, 0) }
        let header = HeaderSearch.titleRows(chunk, rows).map { counts[$0] } ?? first
        guard header > 1 else { return (0, 0) }
        return (1_000 * counts.count { $0 == header } / counts.count, header)
    }
}
