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
        guard let first = bytes.first else { return true }
        let value = dictionary.utf8(code)
        guard value.count >= bytes.count else { return false }
        var start = 0
        while start <= value.count - bytes.count {
            if FoldedSearch.lower(value[start]) == first {
                var length = 1
                while length < bytes.count, FoldedSearch.lower(value[start + length]) == bytes[length] { length += 1 }
                if length == bytes.count { return true }
            }
            start += 1
        }
        return false
    }

    /// A byte of a text in lower case, where it is a letter of ASCII.
    @inline(__always) package static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
}
