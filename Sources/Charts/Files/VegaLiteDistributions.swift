internal import JSON

/// Boxes and maps in the terms of Vega-Lite.
enum VegaLiteDistributions {
    static func boxes(_ boxes: Chart.Boxes) -> [JSONValue.Member] {
        let measure = VegaLiteMeasure(boxes.unit, values: boxes.values)
        let rows = boxes.boxes.map { box -> JSONValue in
            [
                "group": .string(box.label), "low": .number(measure.scaled(box.low)),
                "lower": .number(measure.scaled(box.lower)), "median": .number(measure.scaled(box.median)),
                "upper": .number(measure.scaled(box.upper)), "high": .number(measure.scaled(box.high)),
            ]
        }
        let outliers = boxes.boxes.flatMap { box in
            Set(box.outliers).sorted().map { value -> JSONValue in
                ["group": .string(box.label), "value": .number(measure.scaled(value))]
            }
        }
        let group: JSONValue = ["field": "group", "type": "nominal", "sort": .null, "title": .null]
        func layer(_ mark: JSONValue, _ from: String, _ to: String?) -> JSONValue {
            var encoding: [JSONValue.Member] = [
                .init("y", group), .init("x", .object(measure.encoding(title: boxes.name, field: from, "axis", [:]))),
            ]
            if let to { encoding.append(.init("x2", ["field": .string(to)])) }
            return ["mark": mark, "encoding": .object(encoding)]
        }
        let color = JSONValue.string(SVGStyle.series(0))
        var layers = [
            layer(["type": "rule"], "low", "high"),
            layer(["type": "bar", "size": 16, "color": color], "lower", "upper"),
            layer(["type": "tick", "size": 16, "thickness": 2, "color": "#ffffff"], "median", nil),
        ]
        if !outliers.isEmpty {
            let encoding: JSONValue = ["y": group, "x": ["field": "value", "type": "quantitative"]]
            let mark: JSONValue = ["type": "point", "size": 14, "color": .string(SVGStyle.series(1))]
            layers.append(["data": ["values": .array(outliers)], "mark": mark, "encoding": encoding])
        }
        return [.init("data", ["values": .array(rows)]), .init("width", 560), .init("layer", .array(layers))]
    }

    static func map(_ places: Chart.Places) -> [JSONValue.Member] {
        let rows = places.points.map { place -> JSONValue in
            [
                "x": .number(place.x), "y": .number(place.y), "value": place.value.map { .number($0) } ?? .null,
                "text": .string(place.text),
            ]
        }
        var encoding: [JSONValue.Member] = []
        if places.isGeographic {
            encoding = [
                .init("longitude", ["field": "x", "type": "quantitative"]),
                .init("latitude", ["field": "y", "type": "quantitative"]),
            ]
        } else {
            for (axis, field) in [("x", "x"), ("y", "y")] {
                let scale: JSONValue = ["zero": false, "nice": false]
                encoding.append(
                    .init(axis, ["field": .string(field), "type": "quantitative", "scale": scale, "axis": .null]))
            }
        }
        if let measure = places.measure {
            encoding.append(.init("size", ["field": "value", "type": "quantitative", "title": .string(measure)]))
            encoding.append(.init("tooltip", ["field": "text", "title": .string(measure)]))
        }
        let mark: JSONValue = ["type": "circle", "opacity": 0.5, "color": .string(SVGStyle.series(0))]
        return [
            .init("data", ["values": .array(rows)]), .init("width", 640),
            .init("height", MapFrame(places).heightInVegaLite),
            .init("mark", mark), .init("encoding", .object(encoding)),
        ]
    }
}

extension MapFrame? {
    /// How high a map is that is 640 pixels wide.
    var heightInVegaLite: JSONValue {
        .integer(map { Int(min(900, max(100, 640 * $0.height / $0.width))) } ?? 400)
    }
}
