package import Columnar
package import TabularIO

/// The ways in which results are drawn.
package enum Pictures {
    /// What draws a result on the screen; nil where its table is shown.
    package static func onScreen(_ kind: ChartKind?) -> (any Exporter)? {
        guard let kind, kind != .table else { return nil }
        return TerminalChart(kind)
    }

    /// The pictures that can be files.
    package static func all(_ kind: ChartKind) -> [any Exporter] {
        [SVGPicture(kind), PNGPicture(kind), HTMLPicture(kind), VegaLitePicture(kind)]
    }

    /// What draws a result into a file, by the file's ending; nil where the ending picks a format for tables.
    /// - Throws: `OutputError.notDrawable` where a picture is named without `draw`.
    package static func forFile(_ path: String, _ kind: ChartKind?) throws(OutputError) -> (any Exporter)? {
        let ending = { (exporter: any Exporter) in
            exporter.endings.contains { path.lowercased().hasSuffix(".\($0)") }
        }
        if let kind, kind != .table { return all(kind).first(where: ending) }
        let isTable = (try? Exporters.forFile(path)) != nil && !path.lowercased().hasSuffix(".vl.json")
        guard !isTable, all(.bars).contains(where: ending) else { return nil }
        throw OutputError(
            .notDrawable, "`\(path)` is a picture, which needs `draw`: for example `draw bars into \"\(path)\"`")
    }

    /// The picture of a result as a part of a page; nil where its table is shown.
    package static func svg(_ kind: ChartKind?, of table: ResultTable) throws(OutputError) -> String? {
        guard let kind, kind != .table else { return nil }
        return SVGPicture.picture(try Chart(kind, of: table), notes: []).text
    }
}
