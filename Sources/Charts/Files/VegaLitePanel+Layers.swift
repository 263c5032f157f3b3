internal import JSON

/// Panels whose marks lie over each other.
extension VegaLitePanel {
    /// The bars, their confidence intervals, and what stands where there is no value.
    var barLayers: [JSONValue] {
        let shared: [JSONValue.Member] = [.init("y", place)] + (hasSeries ? [offset("yOffset")] : [])
        let bars: [JSONValue.Member] =
            shared + [.init("x", value(axis: [:])), opacity, .init("tooltip", tooltip)] + (hasSeries ? [colors] : [])
        var layers: [JSONValue] = [["mark": ["type": "bar", "color": color], "encoding": .object(bars)]]
        if panel.series.contains(where: { !$0.low.isEmpty }) {
            let limits: [JSONValue.Member] =
                shared + [.init("x", ["field": "low", "type": "quantitative"]), .init("x2", ["field": "high"])]
            layers.append(["mark": ["type": "rule", "color": .string(SVGStyle.ink)], "encoding": .object(limits)])
        }
        if panel.series.contains(where: { $0.values.contains { $0 == nil } }) {
            let words: [JSONValue.Member] = shared + [.init("x", ["datum": 0]), .init("text", ["value": "no value"])]
            layers.append([
                "transform": [["filter": "!isValid(datum.value)"]],
                "mark": ["type": "text", "align": "left", "dx": 4, "fontSize": 9, "color": .string(SVGStyle.quiet)],
                "encoding": .object(words),
            ])
        }
        return layers
    }

    /// The confidence interval, the line, and its points; those of partly covered periods are hollow.
    var lineLayers: [JSONValue] {
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
