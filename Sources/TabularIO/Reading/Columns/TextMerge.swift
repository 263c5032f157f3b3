import Columnar

/// Makes one dictionary of those that several workers built, in the order of first appearance in the whole input.
enum TextMerge {
    /// The values that a chunk brought to its worker's dictionary: they follow each other there.
    struct Step {
        let chunk: Int
        let decoder: Int
        let values: Range<Int>
    }

    /// The dictionary, and per decoder the new code of each of its codes (0 stays 0).
    ///
    /// Going through the chunks in order and, per chunk, through the values that it brought meets every value for the first
    /// time in the chunk where it appears first.
    static func merge(_ decoders: [TextDecoder], _ rows: ChunkRows) -> (TextDictionary, [Buffer<UInt32>]) {
        let steps = decoders.indices.flatMap { brought(by: $0, decoders[$0].watermarks) }
            .sorted { rows.starts[$0.chunk] < rows.starts[$1.chunk] }
        return decoders.contains(where: \.isLoose) ? LooseMerge(decoders, steps).merged() : known(decoders, steps)
    }

    /// The largest dictionary is what the others are looked up in: that way most values are never looked up.
    private static func known(_ decoders: [TextDecoder], _ steps: [Step]) -> (TextDictionary, [Buffer<UInt32>]) {
        let common = CommonValues(decoders)
        let bytes = Buffer<UInt8>(uninitialized: common.byteCount)
        let offsets = Buffer<Int>(uninitialized: common.count + 1)
        offsets[0] = 0
        let new = Buffer<UInt32>(repeating: Missing.code, count: common.count)
        let maps = decoders.map { Buffer<UInt32>(repeating: Missing.code, count: $0.valueCount + 1) }
        var last: UInt32 = 0
        for step in steps {
            let (texts, starts) = decoders[step.decoder].raw
            let (known, map) = (common.numbers[step.decoder]?.base, maps[step.decoder].base)
            for value in step.values {
                let number = Int(known?[value] ?? UInt32(truncatingIfNeeded: value))
                if new.base[number] == Missing.code {
                    let start = offsets.base[Int(last)]
                    let length = starts[value &+ 1] &- starts[value]
                    (bytes.base + start).update(from: texts + starts[value], count: length)
                    last &+= 1
                    offsets.base[Int(last)] = start &+ length
                    new.base[number] = last
                }
                map[value &+ 1] = new.base[number]
            }
        }
        return (TextDictionary(bytes: bytes, offsets: offsets), maps)
    }

    private static func brought(by decoder: Int, _ watermarks: [(chunk: Int, count: Int)]) -> [Step] {
        var known = 0
        return watermarks.compactMap { mark in
            guard mark.count > known else { return nil }
            defer { known = mark.count }
            return Step(chunk: mark.chunk, decoder: decoder, values: known..<mark.count)
        }
    }

    /// The distinct values of all decoders, numbered in any order: first those of the largest dictionary.
    private struct CommonValues {
        private(set) var count: Int
        /// The length of all values together.
        private(set) var byteCount: Int
        /// Per decoder the number of each of its values; nil for the largest, whose values have the numbers they have.
        private(set) var numbers: [Buffer<UInt32>?]

        init(_ decoders: [TextDecoder]) {
            let largest = decoders.indices.max { decoders[$0].valueCount < decoders[$1].valueCount } ?? 0
            (count, byteCount) = (decoders[largest].valueCount, decoders[largest].byteCount)
            numbers = decoders.indices.map { index in
                index == largest ? nil : Buffer(uninitialized: decoders[index].valueCount)
            }
            // What the largest lacks; of the last decoder, nobody asks for it any more.
            var more = TextDictionaryBuilder(capacity: 16)
            let others = decoders.indices.filter { $0 != largest }
            for index in others {
                guard let found = numbers[index] else { continue }
                decoders[largest].find(valuesOf: decoders[index], into: found.base)
                let (texts, starts) = decoders[index].raw
                let lacking = decoders[largest].valueCount
                for value in 0..<found.count {
                    if found.base[value] != Missing.code {
                        found.base[value] &-= 1
                        continue
                    }
                    let (start, length) = (texts + starts[value], starts[value &+ 1] &- starts[value])
                    let known = more.count
                    var code =
                        index != others.last
                        ? more.code(of: start, count: length) : known == 0 ? 0 : more.find(start, count: length)
                    if code == Missing.code || Int(code) > known {
                        // It is met for the first time.
                        if code == Missing.code { code = UInt32(count - lacking + 1) }
                        count += 1
                        byteCount += length
                    }
                    found.base[value] = UInt32(lacking) &+ code &- 1
                }
            }
        }
    }
}
