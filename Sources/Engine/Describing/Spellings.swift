import Columnar

/// The texts of one column, looked at for spellings that probably mean one thing or nothing.
struct Spellings {
    /// A spelling and the one that most rows have instead.
    struct Recode {
        let from: String
        let fromCount: Int
        let into: String
        let intoCount: Int
    }

    private(set) var recodes: [Recode] = []
    /// Texts that say "no value", with their rows.
    private(set) var sentinels: [(text: String, count: Int)] = []
    /// Rows whose text begins or ends with a space, and a text of them.
    private(set) var padded: (count: Int, example: String)?
    /// Rows whose text was decoded with the wrong encoding, and a text of them.
    private(set) var garbled: (count: Int, example: String)?

    private static let mostValues = 5_000
    private static let words: Set<String> = [
        "na", "n/a", "#n/a", "null", "nan", "none", "nil", "-", "--", "?", "unknown", "unspecified", "undefined", "",
    ]

    init(_ codes: Codes, _ dictionary: TextDictionary) {
        guard dictionary.count <= Spellings.mostValues else { return }
        var counts = [Int](repeating: 0, count: dictionary.count + 1)
        for row in 0..<codes.count { counts[Int(codes[row])] += 1 }
        var groups: [String: [Int]] = [:]
        for code in 1..<max(1, counts.count) where counts[code] > 0 {
            guard let text = dictionary.text(UInt32(code)) else { continue }
            let trimmed = Spellings.trimmed(text)
            if Spellings.words.contains(trimmed.lowercased()) {
                sentinels.append((text, counts[code]))
                continue
            }
            if trimmed.utf8.count != text.utf8.count { padded = ((padded?.count ?? 0) + counts[code], text) }
            if Spellings.isGarbled(text) { garbled = ((garbled?.count ?? 0) + counts[code], text) }
            groups[Spellings.key(text), default: []].append(code)
        }
        for codes in groups.values where codes.count > 1 {
            let ranked = codes.sorted { (counts[$1], $0) < (counts[$0], $1) }
            for code in ranked.dropFirst() {
                guard let from = dictionary.text(UInt32(code)), let into = dictionary.text(UInt32(ranked[0])) else {
                    continue
                }
                recodes.append(
                    Recode(from: from, fromCount: counts[code], into: into, intoCount: counts[ranked[0]]))
            }
        }
        recodes.sort { ($1.fromCount, $0.from) < ($0.fromCount, $1.from) }
        sentinels.sort { ($1.count, $0.text) < ($0.count, $1.text) }
    }

    /// Whether a text column of so many values names kinds of things, where one of free text or addresses names single
    /// things.
    static func isCategory(distinct: Int, rows: Int) -> Bool {
        distinct <= 1_000 && (distinct * 2 <= rows || rows < 50)
    }

    /// What spellings of one thing have in common: letters and digits without case, `&` as `and`, no plural.
    private static func key(_ text: String) -> String {
        let words = text.lowercased().replacing("&", with: " and ").split { !$0.isLetter && !$0.isNumber }
        return words.map { word in
            word.count > 3 && word.last == "s" && !word.hasSuffix("ss") ? String(word.dropLast()) : String(word)
        }.joined(separator: words.contains { $0.contains(where: \.isNumber) } ? " " : "")
    }

    private static func trimmed(_ text: String) -> Substring {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return text[first...last]
    }

    /// UTF-8 that was read as Windows-1252 (`ZÃ¼rich`), or the mark of a character that was lost.
    private static func isGarbled(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        if scalars.contains("\u{FFFD}") { return true }
        return zip(scalars, scalars.dropFirst()).contains { first, second in
            switch first {
            case "Ã", "Â": second.value >= 0x80 && second.value <= 0xBF
            case "â": second == "€" || second == "\u{80}"
            default: false
            }
        }
    }
}
