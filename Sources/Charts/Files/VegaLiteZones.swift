internal import JSON

/// A map of zones in the terms of Vega-Lite.
enum VegaLiteZones {
    static func members(_ zones: Chart.Zones) -> [JSONValue.Member] {
        let measure = VegaLiteMeasure(zones.unit, values: zones.values)
        let features = zones.zones.map { zone -> JSONValue in
            [
                "type": "Feature", "zone": .string(zone.name), "text": .string(zone.text),
                "value": zone.value.map { .number(measure.scaled($0)) } ?? .null,
                "geometry": ["type": "MultiPolygon", "coordinates": .array(zone.polygons.map(polygon))],
            ]
        }
        let scale = ChartScale(zones.values, unit: zones.unit, ticks: 5, tight: true)
        let encoding: JSONValue = [
            "color": measure.shades(title: zones.measure, scale),
            "tooltip": [
                ["field": "zone", "title": "zone"], ["field": "text", "title": .string(zones.measure)],
            ],
        ]
        return [
            .init("data", ["values": .array(features)]), .init("width", 640),
            .init("height", MapFrame(zones).heightInVegaLite),
            .init("projection", ["type": "mercator"]),
            // Zones without a value stay on the map, in a colour of their own.
            .init("mark", ["type": "geoshape", "stroke": .string(SVGStyle.axis), "invalid": "show"]),
            .init("encoding", encoding),
        ]
    }

    /// On a sphere the order of the points says which side is inside: there the outer ring runs clockwise, the holes run
    /// against it, which is the other way round than in GeoJSON's standard.
    private static func polygon(_ rings: [[(x: Double, y: Double)]]) -> JSONValue {
        .array(
            rings.enumerated().map { index, ring in
                let isClockwise = area(ring) < 0
                return .array(
                    (isClockwise == (index == 0) ? ring : ring.reversed()).map { [.number($0.x), .number($0.y)] })
            })
    }

    /// Twice the area, positive where the ring runs counterclockwise.
    private static func area(_ ring: [(x: Double, y: Double)]) -> Double {
        guard var last = ring.last else { return 0 }
        var sum = 0.0
        for point in ring {
            sum += last.x * point.y - point.x * last.y
            last = point
        }
        return sum
    }
}
