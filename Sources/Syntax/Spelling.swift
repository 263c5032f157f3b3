/// How names and values are written in a query.
package enum Spelling {
    /// The message about what other languages spell so; a long text is shortened.
    package static func foreign(_ found: String, _ spelling: String) -> String {
        "`\(found.utf8.count > 60 ? "\(found.prefix(57))…" : found)` is spelt `\(spelling)` here"
    }

    /// A name as it stands in a query: in back-quotes where it is no plain word, or a word of the language.
    package static func name(_ name: String) -> String {
        let isPlain =
            name.unicodeScalars.first.map { $0 == "_" || $0.properties.isAlphabetic } == true
            && name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
            && Keyword(rawValue: name.lowercased())?.isReserved != true
        return isPlain ? name : quoted(name, "`")
    }

    /// A text as it stands in a query: quoted, or as a number where it is a number's usual spelling.
    package static func value(_ text: String) -> String {
        if let number = Int64(text), String(number) == text, number >= 0 { return text }
        return quoted(text)
    }

    /// A text between quotes; those in it are doubled, also where an accent stands on them.
    package static func quoted(_ text: String, _ quote: Character = "\"") -> String {
        text.unicodeScalars.reduce(into: String(quote)) { result, scalar in
            result.unicodeScalars.append(scalar)
            if Character(scalar) == quote { result.unicodeScalars.append(scalar) }
        } + String(quote)
    }
}
