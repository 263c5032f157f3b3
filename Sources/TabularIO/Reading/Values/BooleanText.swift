/// The pairs of spellings that a column of Booleans may use, upper or lower case; one column uses one pair.
enum BooleanText: Int, Hashable, CaseIterable {
    case letters
    case words
    case truth

    /// 1 for true, 0 for false, 2 for anything else.
    @inline(__always) func parse(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt8 {
        switch (self, count) {
        case (.letters, 1): spells(text, "y") ? 1 : spells(text, "n") ? 0 : 2
        case (.words, 3): spells(text, "yes") ? 1 : 2
        case (.words, 2): spells(text, "no") ? 0 : 2
        case (.truth, 4): spells(text, "true") ? 1 : 2
        case (.truth, 5): spells(text, "false") ? 0 : 2
        default: 2
        }
    }

    /// Whether the bytes are the letters of `word`, in any case.
    private func spells(_ text: UnsafePointer<UInt8>, _ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount where text[index] | 0x20 != word.utf8Start[index] { return false }
        return true
    }
}
