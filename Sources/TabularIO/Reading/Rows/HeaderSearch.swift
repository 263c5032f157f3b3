/// Finds the header among the first rows of a source: below a title block, if there is one.
enum HeaderSearch {
    private static let looksAt = 200
    private static let mostTitleRows = 20
    private static let longestName = 64

    /// The first rows of a chunk that are not blank.
    static func firstRows(of chunk: RowChunk) -> [Int] {
        (0..<min(chunk.rowCount, looksAt)).filter { !chunk.isBlank($0) }
    }

    /// How many of the first rows stand above the header; nil when the first row is the header.
    ///
    /// A title has at most half as many cells as nearly all the rows below it, or, as spreadsheets write it, nothing in
    /// any cell but the first. What follows has to look like a header: all cells filled with different short texts.
    static func titleRows(_ chunk: RowChunk, _ rows: [Int]) -> Int? {
        let counts = rows.map(chunk.cellCount)
        guard let first = counts.first, counts.count >= 3 else { return nil }
        let usual = mostCommon(counts)
        guard usual >= 3, first * 2 <= usual || (first == usual && isTitle(chunk.texts(ofRow: rows[0]))) else {
            return nil
        }
        for index in 1..<min(counts.count - 1, mostTitleRows + 1) where counts[index] == usual {
            let texts = chunk.texts(ofRow: rows[index])
            if isTitle(texts) { continue }
            let below = counts[index...]
            guard isHeader(texts), below.count(where: { $0 == usual }) * 10 >= below.count * 9 else { return nil }
            return index
        }
        return nil
    }

    /// Whether every row below the header has one cell more than it, an empty one: some exports end all lines but the
    /// header with a delimiter. One line of that kind proves nothing, it may hold an unquoted delimiter.
    static func endsInDelimiter(_ chunk: RowChunk, _ rows: [Int], below header: Int, _ count: Int) -> Bool {
        let body = rows.filter { $0 > header }
        return body.count > 1
            && body.allSatisfy { chunk.cellCount($0) == count + 1 && chunk.texts(ofRow: $0).last?.isEmpty == true }
    }

    private static func isTitle(_ texts: [String]) -> Bool { texts.count(where: { !$0.isEmpty }) <= 1 }

    private static func isHeader(_ texts: [String]) -> Bool {
        Set(texts).count == texts.count
            && texts.allSatisfy { text in
                var text = text
                guard let first = text.utf8.first, first != 0x20, text.utf8.count <= longestName else { return false }
                return text.withUTF8 { ValueClass(of: $0) } == .text
            }
    }

    /// The most frequent number; of several the largest.
    private static func mostCommon(_ counts: [Int]) -> Int {
        Dictionary(grouping: counts) { $0 }.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }?.key ?? 0
    }
}
