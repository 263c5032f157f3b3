import CKernels
import Columnar

/// Finds which of many texts, lying one behind the other, contain a pattern.
struct TextSearch {
    private let pattern: [UInt8]

    /// The pattern is not empty.
    init(_ pattern: [UInt8]) { self.pattern = pattern }

    /// The values of a dictionary that contain the pattern, one bit a code. The parts are searched at the same time; each
    /// has whole words of the bits for itself.
    func codes(in dictionary: TextDictionary, parts: Int) -> Buffer<UInt32> {
        let words = dictionary.count / 32 + 1
        let bits = Buffer<UInt32>(repeating: 0, count: words)
        Parallel.run(parts) { part in
            let (bytes, offsets) = dictionary.raw
            // Text `i` has the code `i + 1`.
            let first = max(0, words * part / parts * 32 - 1)
            let end = max(first, min(words * (part + 1) / parts * 32 - 1, dictionary.count))
            tally_mark_texts(bytes, offsets, first, end, pattern, pattern.count, bits.base)
        }
        return bits
    }
}
