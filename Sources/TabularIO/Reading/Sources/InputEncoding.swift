/// How characters are written as bytes in a source.
package enum InputEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"

    /// Whether characters have two bytes, or four.
    var isUTF16: Bool { self == .utf16 || self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The encoding of a name as people write it: `UTF8`, `iso-8859-1`, `cp1252`.
    package init?(named name: String) {
        let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
        let spellings: [String: InputEncoding] = [
            "utf8": .utf8, "utf8sig": .utf8, "ascii": .utf8, "utf16": .utf16, "unicode": .utf16,
            "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian, "latin1": .latin1, "iso88591": .latin1,
            "iso885915": .windows1252, "windows1252": .windows1252, "cp1252": .windows1252, "ansi": .windows1252,
        ]
        guard let encoding = spellings[key] else { return nil }
        self = encoding
    }
}
