package import Columnar

extension ResultTable {
    /// What is measured by what, as a heading: `late% by district`, `count over month`.
    package var title: String { title(atMost: .max) }

    /// The same in at most so many UTF-16 units: what is measured is cut before what it is measured by.
    func title(atMost limit: Int) -> String {
        var names: [String] = []
        for column in columns where column.role == .item {
            let name = column.crossing?.item ?? column.header
            if !names.contains(name) { names.append(name) }
        }
        if names.count > 5 { names = names.prefix(4) + ["\(names.count - 4) more"] }
        var over: [String] = []
        var by: [String] = []
        for column in columns where column.role == .dimension {
            if case .period = column.type { over.append(column.header) } else { by.append(column.header) }
        }
        by += columns.lazy.compactMap(\.crossing).first?.dimensions ?? []
        let place =
            (over.isEmpty ? [] : ["over \(over.joined(separator: ", "))"])
            + (by.isEmpty ? [] : ["by \(by.joined(separator: ", "))"])
        let shorter: [[String]] = (0..<max(names.count, 1)).reversed().map { kept in
            kept == 0 ? [] : Array(names.prefix(kept)) + ["…"]
        }
        let forms = ([names] + shorter).map { kept in
            ([kept.joined(separator: ", ")] + place).filter { !$0.isEmpty }.joined(separator: " ")
        }
        return forms.first { !$0.isEmpty && $0.utf16.count <= limit } ?? forms[0]
    }
}
