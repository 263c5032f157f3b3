internal import Columnar

/// The columns of several sources of one layout, brought together by name.
struct Alignment {
    /// The columns of the table: those of the first source, then those that later sources add.
    private(set) var names: [String] = []

    /// Points the fields of all sources at the columns and notes what differs.
    init(_ layouts: inout [SourceLayout]) throws(LoadError) {
        guard let first = layouts.first else { return }
        names = first.names
        var fieldsByLayout: [[Int: Int]] = [Dictionary(uniqueKeysWithValues: first.names.indices.map { ($0, $0) })]
        for index in layouts.indices.dropFirst() {
            let (fields, drift) = try align(layouts[index], to: first)
            fieldsByLayout.append(fields)
            layouts[index].warnings += drift
        }
        for (index, fields) in fieldsByLayout.enumerated() {
            layouts[index].fields = names.indices.map { fields[$0] }
        }
    }

    /// Finds a source's fields by exact name, else without regard to case and punctuation.
    private mutating func align(
        _ layout: SourceLayout, to first: SourceLayout
    ) throws(LoadError) -> (fields: [Int: Int], drift: [String]) {
        var fields: [Int: Int] = [:]
        var added: [String] = []
        var renamed: [String] = []
        let own = names
        for (field, name) in layout.names.enumerated() {
            if let column = own.firstIndex(of: name), fields[column] == nil {
                fields[column] = field
            } else if let column = own.firstIndex(where: { Alignment.key($0) == Alignment.key(name) }),
                fields[column] == nil, !layout.names.contains(own[column])
            {
                fields[column] = field
                renamed.append("`\(name)` for `\(own[column])`")
            } else {
                added.append("`\(name)`")
                names.append(name)
                fields[names.count - 1] = field
            }
        }
        let shared = layout.names.count - added.count
        guard shared * 2 >= min(layout.names.count, first.names.count) else {
            throw LoadError(
                "\(layout.source.name) has another layout than \(first.source.name): they share "
                    + "\(counted(shared, "column")) of \(layout.names.count) and \(first.names.count).",
                advice: "Files that are loaded together need mostly the same columns, in any order.")
        }
        let missing = first.names.indices.filter { fields[$0] == nil }.map { "`\(first.names[$0])`" }
        let known = fields.filter { $0.key < own.count }
        let order = known.keys.sorted().compactMap { known[$0] }
        var drift: [String] = []
        func note(_ what: String, _ columns: [String]) {
            if !columns.isEmpty { drift.append("\(layout.source.name) \(what) \(Alignment.list(columns)).") }
        }
        note("lacks, compared with \(first.source.name), the \(Alignment.noun(missing.count))", missing)
        note("adds the \(Alignment.noun(added.count))", added)
        note("writes", renamed)
        if order != order.sorted() {
            drift.append("\(layout.source.name) has its columns in another order; they were matched by name.")
        }
        return (fields, drift)
    }

    private static func noun(_ count: Int) -> String { count == 1 ? "column" : "columns" }

    private static func list(_ names: [String]) -> String {
        let most = 8
        return names.prefix(most).joined(separator: ", ")
            + (names.count > most ? " and \(names.count - most) more" : "")
    }

    private static func key(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
