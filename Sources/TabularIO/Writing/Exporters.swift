/// The output formats that there are.
package enum Exporters {
    /// In the order in which `help` lists them.
    package static let all: [any Exporter] = [
        TableExporter(),
        CSVExporter(),
        TSVExporter(),
        JSONExporter(),
        NDJSONExporter(),
        MarkdownExporter(),
        HTMLExporter(),
        LineExporter(),
    ]

    /// The formats whose files hold several results.
    package static let documents: [any DocumentExporter] = [WorkbookExporter(), DatabaseExporter()]

    package static func document(named name: String) -> (any DocumentExporter)? {
        let name = name.lowercased()
        return documents.first { $0.name == name || $0.endings.contains(name) }
    }

    package static func document(forFile path: String) -> (any DocumentExporter)? {
        documents.first { $0.endings.contains(ending(of: path)) }
    }

    /// The words after `-o`.
    package static var names: [String] { all.map(\.name) + documents.map(\.name) }

    /// A format by its name, or by a file ending that picks it: `markdown` and `md`.
    package static func named(_ name: String) -> (any Exporter)? {
        let name = name.lowercased()
        return all.first { $0.name == name || $0.endings.contains(name) }
    }

    /// The format that a file's ending picks.
    package static func forFile(_ path: String) throws(OutputError) -> any Exporter {
        let ending = ending(of: path)
        if let exporter = all.first(where: { $0.endings.contains(ending) }) { return exporter }
        let known = (all.flatMap(\.endings) + documents.flatMap(\.endings)).map { "." + $0 }.joined(separator: ", ")
        let found = ending.isEmpty ? "has no ending" : "ends in `.\(ending)`, which is no output format"
        throw OutputError(.unknownEnding, "`\(path)` \(found); the endings that pick a format are \(known)")
    }

    /// What stands behind the last dot of a file's name, in lower case.
    private static func ending(of path: String) -> String {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        return name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    }
}
