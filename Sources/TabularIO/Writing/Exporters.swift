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

    package static func named(_ name: String) -> (any Exporter)? { all.first { $0.name == name.lowercased() } }

    /// The format that a file's ending picks.
    package static func forFile(_ path: String) throws(OutputError) -> any Exporter {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let dot = name.lastIndex(of: ".")
        let ending = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
        if let exporter = all.first(where: { $0.endings.contains(ending) }) { return exporter }
        let known = all.flatMap(\.endings).map { "." + $0 }.joined(separator: ", ")
        let found = ending.isEmpty ? "has no ending" : "ends in `.\(ending)`, which is no output format"
        throw OutputError(.unknownEnding, "`\(path)` \(found); the endings that pick a format are \(known)")
    }
}
