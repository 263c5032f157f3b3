import Columnar

/// Makes one dictionary of those that several workers built, in the order of first appearance in the whole input.
enum TextMerge {
    /// The values that a chunk brought to its worker's dictionary: they follow each other there.
    private struct Step {
        let chunk: Int
        let decoder: Int
        let values: Range<Int>
    }

    /// The dictionary, and per decoder the new code of each of its codes (0 stays 0).
    ///
    /// The largest dictionary takes in the others: that way most values are never looked up. Going through the chunks
    /// in order and, per chunk, through the values that it brought meets every value for the first time in the chunk
    /// where it appears first.
    static func merge(_ decoders: [TextDecoder], _ rows: ChunkRows) -> (TextDictionary, [[UInt32]]) {
        let steps = decoders.indices.flatMap { brought(by: $0, decoders[$0].watermarks) }
            .sorted { rows.starts[$0.chunk] < rows.starts[$1.chunk] }
        let counts = decoders.map(\.valueCount)
        guard let largest = decoders.indices.max(by: { counts[$0] < counts[$1] }) else {
            return (TextDictionary([]), [])
        }
        let common = decoders.indices.map { index in
            index == largest
                ? (0..<counts[index]).map { UInt32($0 + 1) } : decoders[largest].codes(ofValuesIn: decoders[index])
        }
        let count = decoders[largest].valueCount
        let bytes = Buffer<UInt8>(uninitialized: decoders[largest].byteCount)
        let offsets = Buffer<Int>(uninitialized: count + 1)
        offsets[0] = 0
        var new = [UInt32](repeating: Missing.code, count: count + 1)
        var last: UInt32 = 0
        var maps = counts.map { [UInt32](repeating: Missing.code, count: $0 + 1) }
        for step in steps {
            for value in step.values {
                let code = Int(common[step.decoder][value])
                if new[code] == Missing.code {
                    let text = decoders[step.decoder].utf8(UInt32(value + 1))
                    let start = offsets[Int(last)]
                    if let from = text.baseAddress { (bytes.base + start).update(from: from, count: text.count) }
                    last += 1
                    offsets[Int(last)] = start + text.count
                    new[code] = last
                }
                maps[step.decoder][value + 1] = new[code]
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
}
