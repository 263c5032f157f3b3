internal import Columnar
internal import JSON

/// One panel of a chart in the terms of Vega-Lite.
struct VegaLitePanel {
    let panel: Chart.Panel
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
        switch kind {
        case .line:
            return [data, .init("width", 640), .init("height", 280), .init("layer", .array(lineLayers))]
        case .spark:
            let lines: [JSONValue.Member] = [
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
                .init("encoding", .object(lines)), .init("resolve", ["scale": ["y": "independent"]]),
            ]
        case .heatmap:
            let cells: [JSONValue.Member] = [
                .init("x", ["field": "place", "type": "ordinal", "sort": .null, "title": .string(panel.axis.name)]),
                .init("y", ["field": "series", "type": "ordinal", "sort": .null, "title": .string(panel.seriesName)]),
                .init("color", shades), .init("tooltip", tooltip),
            ]
            return [
                data, .init("width", 640), .init("mark", ["type": "rect", "invalid": "show"]),
                .init("encoding", .object(cells)),
            ]
        case .histogram:
            let bars: [JSONValue.Member] =
                [.init("x", place), .init("y", value(axis: [:])), opacity, .init("tooltip", tooltip)]
                + (hasSeries ? [colors, offset("xOffset")] : [])
            return [
                data, .init("width", 640), .init("mark", ["type": "bar", "color": color]),
                .init("encoding", .object(bars)),
            ]
        case .bars, .box, .map, .table:
            return [data, .init("width", 560), .init("layer", .array(barLayers))]
        }
    }

    var color: JSONValue { .string(SVGStyle.series(0)) }

    /// One object a value; missing values are null, which breaks lines.
    private var rows: [JSONValue] {
        panel.series.flatMap { series in
            (0..<panel.axis.count).map { place in
                var row: [JSONValue.Member] = [
                    .init("place", .string(panel.axis.labels[place])), .init("series", .string(series.name)),
                    .init("value", series.values[place].map { .number(measure.scaled($0)) } ?? .null),
                    .init("text", .string(series.values[place] == nil ? "no value" : series.texts[place])),
                    .init("partial", .boolean(panel.axis.isPartial[place])),
                    .init("others", .boolean(panel.axis.isOthers[place])),
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

    var along: JSONValue {
        guard isTime, let periods = panel.axis.periods else {
            return ["field": "place", "type": "ordinal", "sort": .null, "title": .string(panel.axis.name)]
        }
        // The labels of the other pictures: where round periods begin, with their years.
        let ticks = panel.axis.ticks(atMost: 10)
        let format =
            switch (ticks.first?.label.count, periods.first?.grain) {
            case (4, _): "%Y"
            case (_, .quarter): "%Y-Q%q"
            case (7, _): "%Y-%m"
            case (10, _): "%Y-%m-%d"
            case (_, .week): "%G-W%V"
            default: "%Y-%m-%d %H:%M"
            }
        let places = ticks.map { JSONValue.number(Double(periods[$0.place].start)) }
        return [
            "field": "start", "type": "temporal", "scale": ["type": "utc"], "title": .string(panel.axis.name),
            "axis": ["values": .array(places), "format": .string(format)],
        ]
    }

    /// All places, also those without a value.
    var place: JSONValue {
        let places = panel.axis.labels.map { JSONValue.string($0) }
        return [
            "field": "place", "type": "nominal", "sort": .null, "title": .string(panel.axis.name),
            "scale": ["domain": .array(places)], "axis": ["labelOverlap": true],
        ]
    }

    /// Bins are counted; what is counted stands at their axis.
    func value(axis: JSONValue) -> JSONValue {
        .object(measure.encoding(title: panel.axis.edges == nil ? panel.name : "values", "axis", axis))
    }

    private var shades: JSONValue {
        let scale = ChartScale(panel.values, unit: panel.unit, ticks: 5, fromZero: true)
        return measure.shades(title: panel.name, scale)
    }

    var opacity: JSONValue.Member {
        .init("opacity", ["condition": ["test": "datum.partial || datum.others", "value": 0.5], "value": 1])
    }

    var tooltip: JSONValue {
        [
            ["field": "place", "title": .string(panel.axis.name.isEmpty ? "place" : panel.axis.name)],
            ["field": "series", "title": .string(panel.seriesName.isEmpty ? "measure" : panel.seriesName)],
            ["field": "text", "title": .string(panel.name)],
        ]
    }

    var hasSeries: Bool { panel.series.count > 1 }

    /// The series' own place beside the others.
    func offset(_ channel: String) -> JSONValue.Member {
        let names = panel.series.map { JSONValue.string($0.name) }
        return .init(channel, ["field": "series", "sort": .null, "scale": ["domain": .array(names)]])
    }

    var colors: JSONValue.Member {
        let range = panel.series.indices.map { JSONValue.string(SVGStyle.series($0)) }
        return .init(
            "color",
            [
                "field": "series", "type": "nominal", "sort": .null, "title": .string(panel.seriesName),
                "scale": ["range": .array(range)],
            ])
    }
}
