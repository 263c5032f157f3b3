package import Columnar
internal import JSON
package import TabularIO

/// A Vega-Lite specification with its data inside: for pages, editors and notebooks that draw such charts themselves.
package struct VegaLitePicture: Exporter {
    package let name = "vega-lite"
    package let endings = ["vl.json"]
    package let summary = "a Vega-Lite specification with its data"
    private let kind: ChartKind

    package init(_ kind: ChartKind) { self.kind = kind }

    package func write(
        _ table: ResultTable, options: OutputOptions, to writer: inout ByteWriter
    ) throws(OutputError) {
        let chart = try Chart(kind, of: table)
        writer.append(VegaLitePicture.specification(chart, notes: table.notes).text + "\n")
    }

    private static func specification(_ chart: Chart, notes: [String]) -> JSONValue {
        let subtitle = (chart.remarks + [notes.joined(separator: " · ")]).filter { !$0.isEmpty }
        let head: [JSONValue.Member] = [
            .init("$schema", "https://vega.github.io/schema/vega-lite/v6.json"),
            .init(
                "title",
                ["text": .string(chart.title), "subtitle": .array(subtitle.map { .string($0) }), "anchor": "start"]),
            .init("background", "#ffffff"),
            .init(
                "config",
                [
                    "view": ["stroke": .null],
                    "axis": ["gridColor": .string(SVGStyle.grid), "labelOverlap": true, "labelSeparation": 6],
                    // Places without a value that are shown all the same.
                    "scale": ["invalid": ["color": ["value": "#e4e7eb"]]],
                ]),
        ]
        switch chart.content {
        case .boxes(let boxes): return .object(head + VegaLiteDistributions.boxes(boxes))
        case .zones(let zones): return .object(head + VegaLiteZones.members(zones))
        case .places(let places): return .object(head + VegaLiteDistributions.map(places))
        case .panels(let panels):
            let parts = panels.map { VegaLitePanel($0, kind: chart.kind).members }
            if let only = parts.first, parts.count == 1 { return .object(head + only) }
            let stack = zip(panels, parts).map { panel, part in
                JSONValue.object([.init("title", .string(panel.name))] + part)
            }
            return .object(head + [.init("vconcat", .array(stack))])
        }
    }
}
