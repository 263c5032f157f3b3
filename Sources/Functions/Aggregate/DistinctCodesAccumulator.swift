import Columnar

/// Counts the different values of a text: one bit a group and dictionary code, or, where those would be too many, the set of
/// the pairs that occur.
final class DistinctCodesAccumulator: Accumulator {
    /// Words of bits that still lie in the caches, and how many a value of the dictionary may have beyond them: a pair that
    /// occurs takes two words.
    private static let (wordLimit, wordsPerValue) = (1 << 20, 8)

    private let groupCount: Int
    private(set) var leftOut = 0
    /// Nil until the dictionary is known, and where the bits are too many.
    private var bits: (words: Buffer<UInt64>, perGroup: Int)?
    private var pairs = KeyIndex()

    init(groupCount: Int) { self.groupCount = groupCount }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .codes(let codes, let dictionary)? = values?.storage else { return }
        var missing = 0
        if let (words, perGroup) = room(for: dictionary.count + 1) {
            let base = words.base
            for row in 0..<count {
                let code = codes[row]
                base[Int(groups[row]) &* perGroup &+ Int(code >> 6)] |= 1 &<< UInt64(code & 63)
                missing &+= code == Missing.code ? 1 : 0
            }
        } else {
            for row in 0..<count {
                if codes[row] == Missing.code {
                    missing += 1
                } else {
                    pairs.insert(groups[row], codes[row])
                }
            }
        }
        leftOut += missing
    }

    private func room(for codeCount: Int) -> (words: Buffer<UInt64>, perGroup: Int)? {
        if let bits { return bits }
        let perGroup = (codeCount + 63) / 64
        let limit = max(DistinctCodesAccumulator.wordLimit, DistinctCodesAccumulator.wordsPerValue * codeCount)
        guard groupCount * perGroup <= limit else { return nil }
        bits = (Buffer(repeating: 0, count: groupCount * perGroup), perGroup)
        return bits
    }

    /// Calls `body` with every group and code that occur, code 0 (missing) among them.
    func visit(_ body: (_ group: Int, _ code: UInt32) -> Void) {
        for number in 0..<pairs.count {
            let (group, code) = pairs.pair(number)
            body(Int(group), code)
        }
        guard let (words, perGroup) = bits else { return }
        for word in 0..<words.count {
            var rest = words[word]
            while rest != 0 {
                body(word / perGroup, UInt32(word % perGroup * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? DistinctCodesAccumulator else { return }
        leftOut += other.leftOut
        if let (source, perGroup) = other.bits, let (target, _) = room(for: perGroup * 64) {
            for (group, place) in mapping.enumerated() {
                let (from, to) = (source.base + group * perGroup, target.base + Int(place) * perGroup)
                for word in 0..<perGroup { to[word] |= from[word] }
            }
            return
        }
        other.visit { group, code in
            if let (words, perGroup) = bits {
                words[Int(mapping[group]) * perGroup + Int(code >> 6)] |= 1 << UInt64(code & 63)
            } else {
                pairs.insert(mapping[group], code)
            }
        }
    }

    func finish() -> Column {
        let counts = Buffer<Int64>(repeating: 0, count: groupCount)
        for number in 0..<pairs.count where pairs.pair(number).second != Missing.code {
            counts[Int(pairs.pair(number).first)] += 1
        }
        if let (words, perGroup) = bits {
            for group in 0..<groupCount {
                // The first bit is that of missing values.
                var count = -Int(words[group * perGroup] & 1)
                for word in group * perGroup..<(group + 1) * perGroup { count += words[word].nonzeroBitCount }
                counts[group] += Int64(count)
            }
        }
        return Column(type: .integer, storage: .integers(counts))
    }

    func empty(groupCount: Int) -> any Accumulator { DistinctCodesAccumulator(groupCount: groupCount) }
}
