import Columnar

/// Makes one dictionary of those that several workers built, in the order of first appearance in the whole input.
enum TextMerge {
    /// The dictionary, and per decoder the new code of each of its codes (0 stays 0).
    ///
    /// Going through the chunks in order and, per chunk, through the values that it brought to its worker's dictionary
    /// meets every value for the first time in the chunk where it appears first.
    static func merge(_ decoders: [TextDecoder]) -> (TextDictionary, [[UInt32]]) {
        var steps: [(chunk: Int, decoder: Int, codes: Range<Int>)] = []
        var maps: [[UInt32]] = []
        for (index, decoder) in decoders.enumerated() {
            var known = 0
            for mark in decoder.watermarks where mark.count > known {
                steps.append((mark.chunk, index, known..<mark.count))
                known = mark.count
            }
            maps.append([UInt32](repeating: Missing.code, count: known + 1))
        }
        steps.sort { $0.chunk < $1.chunk }
        var builder = TextDictionaryBuilder(capacity: maps.reduce(0) { max($0, $1.count) })
        for step in steps {
            for local in step.codes {
                maps[step.decoder][local + 1] = builder.code(of: decoders[step.decoder].utf8(UInt32(local + 1)))
            }
        }
        return (builder.build(), maps)
    }
}
