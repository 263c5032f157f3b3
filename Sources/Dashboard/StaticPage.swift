package import Engine
import JSON

/// The dashboard as one file that opens without a server and without a network: filters work on counts that it carries.
package enum StaticPage {
    /// - Throws: what keeps the rows from being counted.
    package static func text(
        _ opening: Opening, isCancelled: @escaping @Sendable () -> Bool
    ) throws(EngineError) -> String {
        let maps = MapBuilder(opening: opening).maps(isCancelled: isCancelled)
        let (cube, result) = try CubeBuilder(opening, maps: maps).cube(isCancelled: isCancelled)
        let counted = Set(cube.dimensions.map(\.expression))
        var data = opening.board.counting(only: counted).json
        data["maps"] = .array(maps.filter { counted.contains($0.expression) }.map(\.json))
        data["cube"] = cube.json
        data["account"] = .string(result.account)
        data["asOf"] = result.asOf.map { .string($0) } ?? .null
        data["leftOut"] = .texts(cube.leftOut)
        return page(with: data)
    }

    private static func page(with data: JSONValue) -> String {
        // Within a script's text `<` could end the script.
        let carried = data.text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
        var scripts = ["const carried = \(carried);"]
        for (name, bytes) in PageFile.scripts where name != "service.js" {
            scripts.append(String(decoding: bytes, as: UTF8.self))
            // What the server does for other pages is done here by the counts.
            if name == "queries.js" { scripts.append(String(decoding: PackageResources.counts_js, as: UTF8.self)) }
        }
        var lines: [String] = []
        for line in String(decoding: PackageResources.page_html, as: UTF8.self).split(separator: "\n") {
            if line.contains("<link rel=\"stylesheet\"") {
                lines.append("<style>\n\(String(decoding: PackageResources.page_css, as: UTF8.self))</style>")
            } else if line == "</body>" {
                lines += scripts.map { "<script>\n\($0)\n</script>" } + [String(line)]
            } else if !line.contains("<script src=") {
                lines.append(String(line))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Board {
    /// What of the board counts alone can answer: no medians, no areas, no single rows.
    fileprivate func counting(only expressions: Set<String>) -> Board {
        let kept = facets.filter { expressions.contains($0.expression) }
        let rates = kept.filter { $0.form == .flag }.map { "\($0.expression)%" }
        let isCalendarKept = calendar.allSatisfy { expressions.contains($0.expression) }
        return Board(
            name: name, rowCount: rowCount, facets: kept, shown: min(shown, kept.count),
            measures: measures.filter { $0.expression == "count" || rates.contains($0.expression) }, timeline: timeline,
            calendar: isCalendarKept ? calendar : [], place: nil, listed: [], queries: [])
    }
}
