internal import Columnar
internal import JSON

/// One panel of a chart in the terms of Vega-Lite.
struct VegaLitePanel {
    private let panel: Chart.Panel
    private let kind: ChartKind
    private let measure: VegaLiteMeasure
    private let isTime: Bool

    init(_ panel: Chart.Panel, kind: ChartKind) {
        self.panel = panel
        self.kind = kind
        measure = VegaLiteMeasure(panel.unit, values: panel.values)
        isTime = panel.axis.periods != nil
    }

    var members: [JSONValue.Member] {
        let data = JSONValue.Member("data", ["values": .array(rows)])
        let encoding: [JSONValue.Member]
        let mark: JSONValue
        switch kind {
        case .line:
            return [data, .init("width", 640), .init("height", 280), .init("layer", .array(lineLayers))]
        case .spark:
            encoding = [
                .init("x", along), .init("y", value(axis: .null)),
                .init(
                    "row",
                    [
                        "field": "series", "sort": .null, "title": .string(panel.seriesName),
                        "header": ["labelAngle": 0, "labelAlign": "left"],
                    ]),
                .init("tooltip", tooltip),
            ]
            return [
                data, .init("width", 400), .init("height", 28), .init("mark", ["type": "line", "color": color]),
                .init("encoding", .object(encoding)), .init("resolve", ["scale": ["y": "independent"]]),
            ]
        case .heatmap:
            mark = ["type": "rect"]
            encoding = [
                .init("x", ["field": "place", "type": "ordinal", "sort": .null, "title": .string(panel.axis.name)]),
                .init("y", ["field": "series", "type": "ordinal", "sort": .null, "title": .string(panel.seriesName)]),
                .init(
                    "color",
                    .object(measure.encoding(title: panel.name, "scale", ["scheme": "blues", "domainMin": 0]))),
                .init("tooltip", tooltip),
            ]
        case .histogram:
            mark = ["type": "bar", "color": color]
            encoding =
                [.init("x", place), .init("y", value(axis: [:])), opacity, .init("tooltip", tooltip)]
                + series("xOffset")
        case .bars, .box, .map, .table:
            mark = ["type": "bar", "color": color]
            encoding =
                [.init("y", place), .init("x", value(axis: [:])), opacity, .init("tooltip", tooltip)]
                + series("yOffset")
        }
        let size: [JSONValue.Member] = kind == .bars ? [.init("width", 560)] : [.init("width", 640)]
        return [data] + size + [.init("mark", mark), .init("encoding", .object(encoding))]
    }

    private var color: JSONValue { .string(SVGStyle.series(0)) }

    /// One object a value; missing values are null, which breaks lines.
    private var rows: [JSONValue] {
        panel.series.flatMap { series in
            (0..<panel.axis.count).map { place in
                var row: [JSONValue.Member] = [
                    .init("place", .string(panel.axis.labels[place])), .init("series", .string(series.name)),
                    .init("value", series.values[place].map { .number(measure.scaled($0)) } ?? .null),
                    .init("text", .string(series.values[place] == nil ? "no value" : series.texts[place])),
                    .init("partial", .boolean(panel.axis.isPartial[place])),
                ]
                if let period = panel.axis.periods?[place] {
                    // Wall-clock times are sent as UTC and read as UTC, so that no reader's zone moves them.
                    row.append(.init("start", .string(ValueText.time(period.start) + "Z")))
                }
                if let low = series.low.isEmpty ? nil : series.low[place] {
                    row.append(.init("low", .number(measure.scaled(low))))
                }
                if let high = series.high.isEmpty ? nil : series.high[place] {
                    row.append(.init("high", .number(measure.scaled(high))))
                }
                return .object(row)
            }
        }
    }

    private var along: JSONValue {
        isTime
            ? ["field": "start", "type": "temporal", "scale": ["type": "utc"], "title": .string(panel.axis.name)]
            : ["field": "place", "type": "ordinal", "sort": .null, "title": .string(panel.axis.name)]
    }

    private var place: JSONValue {
        ["field": "place", "type": "nominal", "sort": .null, "title": .string(panel.axis.name)]
    }

    private func value(axis: JSONValue) -> JSONValue { .object(measure.encoding(title: panel.name, "axis", axis)) }

    private var opacity: JSONValue.Member {
        .init("opacity", ["condition": ["test": "datum.partial", "value": 0.5], "value": 1])
    }

    private var tooltip: JSONValue {
        [
            ["field": "place", "title": .string(panel.axis.name.isEmpty ? "place" : panel.axis.name)],
            ["field": "series", "title": .string(panel.seriesName.isEmpty ? "measure" : panel.seriesName)],
            ["field": "text", "title": .string(panel.name)],
        ]
    }

    private func series(_ offset: String) -> [JSONValue.Member] {
        guard panel.series.count > 1 else { return [] }
        return [colors, .init(offset, ["field": "series", "sort": .null])]
    }

    private var colors: JSONValue.Member {
        let range = panel.series.indices.map { JSONValue.string(SVGStyle.series($0)) }
        return .init(
            "color",
            [
                "field": "series", "type": "nominal", "sort": .null, "title": .string(panel.seriesName),
                "scale": ["range": .array(range)],
            ])
    }

    /// The confidence interval, the line, and its points; those of partly covered periods are hollow.
    private var lineLayers: [JSONValue] {
        let shared: [JSONValue.Member] =
            [.init("x", along), .init("y", value(axis: [:]))] + (panel.series.count > 1 ? [colors] : [])
        var layers: [JSONValue] = []
        if panel.series.contains(where: { !$0.low.isEmpty }) {
            let band =
                shared.filter { $0.name != "y" } + [
                    .init("y", ["field": "low", "type": "quantitative"]), .init("y2", ["field": "high"]),
                ]
            layers.append(["mark": ["type": "area", "opacity": 0.15], "encoding": .object(band)])
        }
        layers.append(["mark": ["type": "line", "color": color], "encoding": .object(shared)])
        let fill: JSONValue = ["condition": ["test": "datum.partial", "value": "#ffffff"], "value": color]
        let points = shared + [.init("tooltip", tooltip)] + (panel.series.count > 1 ? [] : [.init("fill", fill)])
        layers.append([
            "mark": ["type": "point", "filled": false, "size": 30, "color": color], "encoding": .object(points),
        ])
        return layers
    }
}
