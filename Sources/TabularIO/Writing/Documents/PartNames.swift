/// Gives the parts of a document names that their place allows, no two alike.
struct PartNames {
    private let limit: Int
    private let legal: (String) -> String
    private var taken: Set<String>

    /// - Parameters:
    ///   - limit: The most UTF-16 units that a name may have.
    ///   - reserved: Names that no part may have, in lower case.
    ///   - legal: Replaces what names must not hold.
    init(limit: Int, reserved: Set<String>, legal: @escaping (String) -> String) {
        (self.limit, self.legal, taken) = (limit, legal, reserved)
    }

    /// The name, cut and counted on where an earlier one is the same but for its case.
    mutating func next(_ wanted: String, separator: (Int) -> String) -> String {
        let base = legal(wanted)
        var number = 1
        while true {
            let ending = number == 1 ? "" : separator(number)
            let name = PartNames.cut(base, to: limit - ending.utf16.count) + ending
            if taken.insert(name.lowercased()).inserted { return name }
            number += 1
        }
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var result = ""
        for character in text {
            if result.utf16.count + character.utf16.count > limit - 1 { break }
            result.append(character)
        }
        return result + "…"
    }
}
