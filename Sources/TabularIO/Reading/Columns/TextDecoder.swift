import CScan
import Columnar

/// Text as dictionary codes, in this decoder's own dictionary.
///
/// Where most texts come once, as numbers of requests do, looking them up finds nothing, and waits for memory each time. Such
/// a column turns loose: every cell gets a code of its own, and texts that are the same are found when the decoders are merged.
final class TextDecoder: ColumnDecoder {
    /// A column may turn loose when fewer than one in so many of the first thousands of its texts came before: those of a
    /// city's addresses are mostly new at first, and come again later.
    private static let rarity = 200

    private var builder = TextDictionaryBuilder()
    /// Whether texts may have several codes.
    private(set) var isLoose = false
    private var sample: RepeatSample?
    private var mayTurnLoose = true
    /// How many cells held a text.
    private var known = 0
    private let seen = SeenTexts()
    private var scratch = Buffer<UInt32>(uninitialized: 0)
    /// After each chunk, in their order, how many values the dictionary holds: which chunk brought which value.
    private(set) var watermarks: [(chunk: Int, count: Int)] = []

    override var memory: Int { super.memory + builder.memory }

    override func decode(_ cells: Cells, of chunk: RowChunk) {
        if scratch.count < cells.count { scratch = Buffer(uninitialized: cells.count * 2) }
        var missing = 0
        var isRepetitive = false
        if var sample = sample.take() {
            missing = builder.append(cells, into: scratch.base, &sample)
            isRepetitive = sample.isRepetitive
            self.sample = consume sample
        } else {
            missing = builder.encode(cells, into: scratch.base, seen)
        }
        watermarks.append((chunk.index, builder.count))
        let codes = UnsafeBufferPointer(start: scratch.base, count: cells.count)
        finish(chunk, missing: missing, .codes(Codes(codes, maximum: builder.count, in: arena)))
        known += cells.count - missing
        if isRepetitive {
            tighten()
        } else if !isLoose, mayTurnLoose, builder.isLarge, (known - builder.count) * TextDecoder.rarity < known {
            isLoose = true
            sample = RepeatSample()
            builder.stopLookingUp()
        }
    }

    /// Looks texts up again, for good, and gives those that came several times one code: the memory of a column that has
    /// turned loose is at most twice that of its texts, and some chunks'.
    private func tighten() {
        var strict = TextDictionaryBuilder()
        let codes = Buffer<UInt32>(uninitialized: builder.count + 1)
        codes[0] = Missing.code
        var known = 0
        for (index, mark) in watermarks.enumerated() {
            strict.add(known..<mark.count, of: builder, into: codes.base + known + 1)
            known = mark.count
            watermarks[index].count = strict.count
        }
        swap(&builder, &strict)
        for case .codes(let own) in segments.lazy.map(\.values) { own.replace(by: codes) }
        sample = nil
        (isLoose, mayTurnLoose) = (false, false)
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

    /// Gives away the memory of the values before one, for which only `raw` asks from now on.
    func release(before value: Int) { builder.release(before: value) }

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

    /// Lets go of the dictionary; the decoder starts over with an empty one.
    func dropDictionary() { builder = TextDictionaryBuilder(capacity: 1) }

    /// The dictionary, none of whose values was released; the decoder starts over with an empty one.
    func takeDictionary() -> TextDictionary {
        var taken = TextDictionaryBuilder(capacity: 1)
        swap(&taken, &builder)
        return taken.build()
    }
}

extension TextDictionaryBuilder {
    /// Dictionaries up to this size stay in the cache.
    private static let cachedValues = 8_192

    fileprivate var isLarge: Bool { count > TextDictionaryBuilder.cachedValues }

    /// Encodes every cell; returns how many are missing.
    fileprivate mutating func encode(
        _ cells: Cells, into codes: UnsafeMutablePointer<UInt32>, _ seen: SeenTexts
    ) -> Int {
        isLarge ? encodeLarge(cells, into: codes) : encodeSmall(cells, into: codes, seen)
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

    /// Gives every cell a code of its own; returns how many are missing.
    fileprivate mutating func append(
        _ cells: Cells, into codes: UnsafeMutablePointer<UInt32>, _ sample: inout RepeatSample
    ) -> Int {
        var missing = 0
        for row in 0..<cells.count {
            let cell = cells[row]
            if cell.count == 0 {
                codes[row] = Missing.code
                missing &+= 1
            } else {
                sample.add(cell.start, count: cell.count)
                codes[row] = append(cell.start, count: cell.count)
            }
        }
        return missing
    }

    private mutating func code(of cell: Cell, missing: inout Int) -> UInt32 {
        if cell.count > 0 { return code(of: cell.start, count: cell.count) }
        missing &+= 1
        return Missing.code
    }
}

extension Codes {
    /// Puts other codes, none of them larger, in the place of those that are there.
    fileprivate func replace(by others: Buffer<UInt32>) {
        switch self {
        case .narrow(let codes): Codes.replace(codes, by: others)
        case .medium(let codes): Codes.replace(codes, by: others)
        case .wide(let codes): Codes.replace(codes, by: others)
        }
    }

    private static func replace<Code: FixedWidthInteger & BitwiseCopyable>(
        _ codes: Buffer<Code>, by others: Buffer<UInt32>
    ) {
        for row in 0..<codes.count { codes[row] = Code(truncatingIfNeeded: others[Int(codes[row])]) }
    }
}
