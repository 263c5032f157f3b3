import CScan
import Columnar

/// Text as dictionary codes, in this decoder's own dictionary.
final class TextDecoder: ColumnDecoder {
    private var builder = TextDictionaryBuilder()
    private let seen = SeenTexts()
    private var scratch = Buffer<UInt32>(uninitialized: 0)
    /// After each chunk, in their order, how many values the dictionary holds: which chunk brought which value.
    private(set) var watermarks: [(chunk: Int, count: Int)] = []

    override var memory: Int { super.memory + builder.memory }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        if scratch.count < cells.count { scratch = Buffer(uninitialized: cells.count * 2) }
        let missing = builder.encode(cells, into: scratch.base, seen)
        watermarks.append((chunk.index, builder.count))
        let codes = UnsafeBufferPointer(start: scratch.base, count: cells.count)
        finish(chunk, missing: missing, .codes(Codes(codes, maximum: builder.count)))
    }

    var valueCount: Int { builder.count }

    /// The length of all values together.
    var byteCount: Int { builder.byteCount }

    /// Where the values lie, as `TextDictionary.raw` tells.
    var raw: (bytes: UnsafePointer<UInt8>, offsets: UnsafePointer<Int>) { builder.raw }

    /// The codes that another decoder's values have here, in their order there; 0 for those that lack.
    func find(valuesOf other: TextDecoder, into codes: UnsafeMutablePointer<UInt32>) {
        builder.find(valuesOf: other.builder, into: codes)
    }

    /// The dictionary; the decoder starts over with an empty one.
    func takeDictionary() -> TextDictionary {
        var taken = TextDictionaryBuilder(capacity: 1)
        swap(&taken, &builder)
        return taken.build()
    }
}

extension TextDictionaryBuilder {
    /// Dictionaries up to this size stay in the cache.
    private static let cachedValues = 8_192

    /// Encodes every cell; returns how many are missing.
    fileprivate mutating func encode(
        _ cells: Cells, into codes: UnsafeMutablePointer<UInt32>, _ seen: SeenTexts
    ) -> Int {
        count > TextDictionaryBuilder.cachedValues
            ? encodeLarge(cells, into: codes) : encodeSmall(cells, into: codes, seen)
    }

    /// Most cells hold one of the texts that were `seen` before.
    private mutating func encodeSmall(
        _ cells: Cells, into codes: UnsafeMutablePointer<UInt32>, _ seen: SeenTexts
    ) -> Int {
        var list = cells.list
        var missing = 0
        var row = 0
        while true {
            let (bytes, offsets) = raw
            row = tally_encode_cells(&list, row, seen.texts, seen.bits, bytes, offsets, codes, &missing)
            guard row < cells.count else { return missing }
            let cell = cells[row]
            if cell.count == 0 {
                codes[row] = Missing.code
                missing &+= 1
            } else {
                codes[row] = code(of: cell.start, count: cell.count)
                seen.add(cell, codes[row])
            }
            row &+= 1
        }
    }

    /// The same in blocks: all hashes of a block first, so that the lookups' waits for memory overlap (`warm`).
    private mutating func encodeLarge(_ cells: Cells, into codes: UnsafeMutablePointer<UInt32>) -> Int {
        var missing = 0
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: TextDictionaryBuilder.block) { buffer in
            guard let hashes = buffer.baseAddress else { return }
            var row = 0
            while row < cells.count {
                let end = min(row &+ TextDictionaryBuilder.block, cells.count)
                for index in row..<end {
                    let cell = cells[index]
                    hashes[index &- row] = TextDictionaryBuilder.hash(cell.start, cell.count)
                }
                _ = warm(hashes, count: end &- row)
                for index in row..<end {
                    let cell = cells[index]
                    if cell.count == 0 {
                        codes[index] = Missing.code
                        missing &+= 1
                    } else {
                        codes[index] = code(of: cell.start, count: cell.count, hash: hashes[index &- row])
                    }
                }
                row = end
            }
        }
        return missing
    }
}
