/// The names that a header gives to the columns, made usable: trimmed, never empty, never twice the same.
struct ColumnNames {
    private(set) var names: [String] = []
    /// One sentence per name that differs from the header.
    private(set) var warnings: [String] = []

    init(_ header: [String]) {
        let given = header.map(ColumnNames.trimmed)
        var taken = Set(given)
        var seen: Set<String> = []
        // Where the search for a name goes on: of thousands of equal names none begins anew.
        var numbers: [String: Int] = [:]
        for (index, name) in given.enumerated() {
            if !name.isEmpty, seen.insert(name).inserted {
                names.append(name)
                continue
            }
            let stem = name.isEmpty ? "column" : name
            var number = name.isEmpty ? index + 1 : numbers[name] ?? 2
            while taken.contains("\(stem)_\(number)") { number += 1 }
            if !name.isEmpty { numbers[name] = number + 1 }
            let unique = "\(stem)_\(number)"
            taken.insert(unique)
            names.append(unique)
            warnings.append(
                name.isEmpty
                    ? "column \(index + 1) has no name; it is called `\(unique)`."
                    : "the column name `\(name)` occurs more than once; column \(index + 1) is called `\(unique)`.")
        }
    }

    private static func trimmed(_ name: String) -> String {
        let isSpace: (Character) -> Bool = { $0.isWhitespace || $0 == "\0" }
        guard let first = name.firstIndex(where: { !isSpace($0) }), let last = name.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(name[first...last])
    }
}
