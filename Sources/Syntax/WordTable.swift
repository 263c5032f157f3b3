/// Finds keywords and aggregate words by their letters, in any capitalization and without making a string: every word
/// of every query is looked up here.
struct WordTable: Sendable {
    struct Entry: Sendable {
        fileprivate let letters: Letters
        var keyword: Keyword?
        var namesAggregate = false
    }

    /// Up to ten ASCII letters in lower case, packed.
    fileprivate struct Letters: Hashable {
        var first: UInt64 = 0
        var rest: UInt16 = 0

        /// Nil for words that are too long or not of letters alone: no word of the table is so.
        init?(_ bytes: some Collection<UInt8>) {
            guard bytes.count <= 10 else { return nil }
            var index = 0
            for byte in bytes {
                let letter = byte | 32
                guard letter &- 97 < 26 else { return nil }
                if index < 8 { first = first << 8 | UInt64(letter) } else { rest = rest << 8 | UInt16(letter) }
                index += 1
            }
        }

        var slot: Int { Int(truncatingIfNeeded: ((first &+ UInt64(rest)) &* 0x9E37_79B9_7F4A_7C15) >> 55) }
    }

    static let shared = WordTable()

    private var slots: [Entry?] = Array(repeating: nil, count: 512)

    private init() {
        for keyword in Keyword.allCases { update(keyword.rawValue) { $0.keyword = keyword } }
        for word in AggregateWord.all { update(word) { $0.namesAggregate = true } }
    }

    private mutating func update(_ word: String, _ change: (inout Entry) -> Void) {
        guard let letters = Letters(word.utf8) else { return }
        let slot = slot(of: letters)
        var entry = slots[slot] ?? Entry(letters: letters)
        change(&entry)
        slots[slot] = entry
    }

    func entry(_ bytes: ArraySlice<UInt8>) -> Entry? {
        guard let letters = Letters(bytes) else { return nil }
        return slots[slot(of: letters)]
    }

    /// Where a word is, or the free slot where it would be.
    private func slot(of letters: Letters) -> Int {
        var slot = letters.slot
        while let entry = slots[slot], entry.letters != letters { slot = (slot + 1) & 511 }
        return slot
    }
}
