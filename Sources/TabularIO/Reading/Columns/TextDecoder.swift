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
        finish(chunk, missing: missing, .codes(Codes(codes, maximum: builder.count, in: arena)))
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

    /// How many cells hold a value of each class: every value is looked at once, however often it comes.
    func classCounts() -> ClassCounts {
        guard builder.count > 0 else { return ClassCounts() }
        let numbers = Buffer(repeating: 0, count: builder.count + 1)
        for segment in segments {
            guard case .codes(let codes) = segment.values else { continue }
            for row in 0..<codes.count { numbers.base[Int(codes[row])] += 1 }
        }
        var counts = ClassCounts()
        for code in stride(from: 1, through: builder.count, by: 1) {
            counts[ValueClass(of: builder.utf8(UInt32(code)))] += numbers.base[code]
        }
        return counts
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
        var row = seen.encode(&list, from: 0, into: codes, missing: &missing)
        while row < cells.count {
            codes[row] = code(of: cells[row], missing: &missing)
            if codes[row] != Missing.code { seen.add(&list, row: row, codes[row]) }
            row = seen.encode(&list, from: row &+ 1, into: codes, missing: &missing)
        }
        return missing
    }

    /// The same in blocks: all hashes of a block first, so that the lookups' waits for memory overlap (`locate`).
    private mutating func encodeLarge(_ cells: Cells, into codes: UnsafeMutablePointer<UInt32>) -> Int {
        let block = TextDictionaryBuilder.block
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * block) { buffer in
            guard let starts = buffer.baseAddress else { return 0 }
            let (lengths, hashes) = (starts + block, starts + 2 * block)
            var list = cells.list
            var (missing, row) = (0, 0)
            while row < cells.count {
                let end = tally_cell_texts(&list, row, min(row &+ block, cells.count), starts, lengths)
                let (count, codes) = (end &- row, codes + row)
                for index in 0..<count {
                    hashes[index] = TextDictionaryBuilder.hash(cells.base + Int(starts[index]), Int(lengths[index]))
                }
                _ = locate(hashes, count: count, into: codes)
                for index in 0..<count {
                    if lengths[index] == 0 {
                        codes[index] = Missing.code
                        missing &+= 1
                    } else {
                        codes[index] = code(
                            of: cells.base + Int(starts[index]), count: Int(lengths[index]), hash: hashes[index],
                            candidate: codes[index])
                    }
                }
                row = end
                if count < block, row < cells.count {
                    codes[count] = code(of: cells[row], missing: &missing)
                    row &+= 1
                }
            }
            return missing
        }
    }

    private mutating func code(of cell: Cell, missing: inout Int) -> UInt32 {
        if cell.count > 0 { return code(of: cell.start, count: cell.count) }
        missing &+= 1
        return Missing.code
    }
}
