import Columnar

/// Looks for a text in values where a test of text wants it, as it is spelt or nearly so.
struct PartSearch {
    /// What a part of a value may have in another way than the text.
    enum Likeness { case exact, capitals, separators }

    /// `contains`, `starts with` or `ends with`.
    let op: TextOperator
    private let bytes: [UInt8]
    private let lowered: [UInt8]
    /// The letters and digits alone, in lower case.
    private let letters: [UInt8]

    init(_ text: String, _ op: TextOperator) {
        self.op = op
        bytes = Array(text.utf8)
        lowered = bytes.map(FoldedSearch.lower)
        letters = lowered.filter(KnownValues.isInWord)
    }

    /// Where a value has the text, in bytes; nil where it does not. A part with other separators begins with a word:
    /// `pothole` is in `Pot Hole` and `art` not in `Hair Traffic`.
    func range(in value: [UInt8], _ likeness: Likeness) -> Range<Int>? {
        switch likeness {
        case .exact: place(of: bytes, in: value)
        case .capitals: place(of: lowered, in: value.map(FoldedSearch.lower))
        case .separators: placeOfLetters(in: value)
        }
    }

    private func place(of wanted: [UInt8], in value: [UInt8]) -> Range<Int>? {
        let last = value.count - wanted.count
        guard last >= 0 else { return nil }
        let starts = op == .startsWith ? 0...0 : op == .endsWith ? last...last : 0...last
        return starts.first { value[$0..<$0 + wanted.count].elementsEqual(wanted) }.map { $0..<$0 + wanted.count }
    }

    private func placeOfLetters(in value: [UInt8]) -> Range<Int>? {
        let places = value.indices.filter { KnownValues.isInWord(value[$0]) }
        guard letters.count > 2, let found = place(of: letters, in: places.map { FoldedSearch.lower(value[$0]) }) else {
            return nil
        }
        let start = places[found.lowerBound]
        guard start == 0 || !KnownValues.isInWord(value[start - 1]) else { return nil }
        return whole(start..<places[found.upperBound - 1] + 1, of: value)
    }

    /// What lies where the test looks and has as many words as the text: nearest to it is what may be meant.
    func candidates(in value: [UInt8]) -> [Range<Int>] {
        let words = PartSearch.words(of: value)
        let length = PartSearch.words(of: bytes).count
        guard length > 0, words.count >= length else { return [] }
        let starts = 0...words.count - length
        return starts.filter { op == .contains || $0 == (op == .startsWith ? 0 : starts.upperBound) }.map {
            whole(words[$0].lowerBound..<words[$0 + length - 1].upperBound, of: value)
        }
    }

    /// A start of a value has all of its bytes from the first one on, and an end those up to the last one.
    private func whole(_ range: Range<Int>, of value: [UInt8]) -> Range<Int> {
        (op == .startsWith ? 0 : range.lowerBound)..<(op == .endsWith ? value.count : range.upperBound)
    }

    private static func words(of text: [UInt8]) -> [Range<Int>] {
        var words: [Range<Int>] = []
        for place in text.indices where KnownValues.isInWord(text[place]) {
            if let last = words.last, last.upperBound == place {
                words[words.count - 1] = last.lowerBound..<place + 1
            } else {
                words.append(place..<place + 1)
            }
        }
        return words
    }
}
