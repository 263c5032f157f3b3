/// Looks for a fragment in the values of a dictionary, in any capitalization, where they lie: a column of addresses has
/// hundreds of thousands of them.
package struct FoldedSearch: Sendable {
    private let dictionary: TextDictionary
    private let fragment: String
    /// The fragment in lower case, when it is ASCII; other letters have capitals that bytes do not show.
    private let bytes: [UInt8]?

    package init(_ fragment: String, in dictionary: TextDictionary) {
        self.dictionary = dictionary
        self.fragment = fragment.lowercased()
        bytes = self.fragment.utf8.allSatisfy { $0 < 128 } ? Array(self.fragment.utf8) : nil
    }

    /// Whether the value of a code, which is not that of missing, holds the fragment.
    package func isFound(in code: UInt32) -> Bool {
        guard let bytes else { return dictionary.text(code)?.lowercased().contains(fragment) == true }
        let value = dictionary.utf8(code)
        guard value.count >= bytes.count else { return false }
        for start in 0...value.count - bytes.count where FoldedSearch.holds(value, bytes, at: start) { return true }
        return false
    }

    /// Whether a fragment in lower case stands at a place of a text, in any capitalization of ASCII. It ends within the text.
    @inline(__always)
    package static func holds<Text: RandomAccessCollection>(_ text: Text, _ fragment: [UInt8], at start: Int) -> Bool
    where Text.Element == UInt8, Text.Index == Int {
        var length = 0
        while length < fragment.count, lower(text[start + length]) == fragment[length] { length += 1 }
        return length == fragment.count
    }

    /// A byte of a text in lower case, where it is a letter of ASCII.
    @inline(__always) package static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
}
