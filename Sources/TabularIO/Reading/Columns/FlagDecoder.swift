import Columnar

/// A Boolean by decree: the listed spellings (in any case of ASCII letters) are true, other known values are false.
/// Cells of nothing but spaces are missing and reported.
final class FlagDecoder: ColumnDecoder {
    private let yes: [[UInt8]]

    init(yes: [String]) { self.yes = yes.map { $0.utf8.map(FlagDecoder.lowercased) } }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        let buffer: Buffer<UInt8> = arena.buffer(cells.count)
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            let trimmed = cell.trimmed
            if trimmed.count == 0 {
                buffer.base[row] = Missing.boolean
                if cell.count == 0 { missing &+= 1 } else { misfit(cell, row: row, of: chunk) }
            } else {
                buffer.base[row] = isListed(trimmed) ? 1 : 0
            }
        }
        finish(chunk, missing: missing, .bytes(buffer))
    }

    private func isListed(_ cell: Cell) -> Bool {
        for word in yes where word.count == cell.count {
            var index = 0
            while index < word.count, FlagDecoder.lowercased(cell.start[index]) == word[index] { index &+= 1 }
            if index == word.count { return true }
        }
        return false
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
