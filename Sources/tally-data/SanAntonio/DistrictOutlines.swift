/// Outlines of the ten invented council districts, as GeoJSON: each takes what is nearer to its middle than to any other's.
/// They share no line with the real districts.
enum DistrictOutlines {
    /// A city that is about round, in State Plane feet from the middle.
    private static let radius = 72_000.0
    private static let middle = (x: 2_122_000.0, y: 13_721_000.0)
    /// Longitude and latitude at a place, and what a foot to the east and to the north adds: exact to some hundred feet, which is
    /// enough for lines that nobody drew.
    private static let origin = (x: 2_128_000.0, y: 13_711_000.0, longitude: -98.49882, latitude: 29.44862)
    private static let perFoot = (longitude: 3.142e-6, latitude: 2.750e-6)

    static func write(to writer: RowWriter) throws {
        try writer.line(
            "{\"type\": \"FeatureCollection\", \"note\": \"Synthetic districts: no real ones.\", \"features\": [")
        for district in 1...10 {
            let places = cell(of: district).map { "[\(degrees($0).longitude), \(degrees($0).latitude)]" }
            let ring = (places + places.prefix(1)).joined(separator: ", ")
            try writer.line(
                "  {\"type\": \"Feature\", \"properties\": {\"district\": \"\(district)\"}, \"geometry\": "
                    + "{\"type\": \"Polygon\", \"coordinates\": [[\(ring)]]}}" + (district < 10 ? "," : ""))
        }
        try writer.line("]}")
    }

    /// The round city, cut along the line half-way to each of the others.
    private static func cell(of district: Int) -> [(x: Double, y: Double)] {
        // Sixteen corners, by the sines of 0°, 22.5°, 45°, 67.5° and 90°.
        let sines = [0, 0.382_683, 0.707_107, 0.923_880, 1]
        let quarter = (0..<4).map { (x: sines[4 - $0], y: sines[$0]) }
        let circle =
            quarter + quarter.map { (-$0.y, $0.x) } + quarter.map { (-$0.x, -$0.y) } + quarter.map { ($0.y, -$0.x) }
        var cell = circle.map { (x: middle.x + radius * $0.x, y: middle.y + radius * $0.y) }
        let own = AddressBook.middle(ofDistrict: district)
        for other in 1...10 where other != district {
            let place = AddressBook.middle(ofDistrict: other)
            let across = (x: place.x - own.x, y: place.y - own.y)
            let half = (x: (place.x + own.x) / 2, y: (place.y + own.y) / 2)
            cell = cut(cell) { ($0.x - half.x) * across.x + ($0.y - half.y) * across.y }
        }
        return cell
    }

    /// The part of a polygon where `side` is negative (Sutherland and Hodgman 1974, for one line).
    private static func cut(
        _ polygon: [(x: Double, y: Double)], _ side: ((x: Double, y: Double)) -> Double
    ) -> [(x: Double, y: Double)] {
        var kept: [(x: Double, y: Double)] = []
        for (index, point) in polygon.enumerated() {
            let before = polygon[index == 0 ? polygon.count - 1 : index - 1]
            let (from, to) = (side(before), side(point))
            if (from < 0) != (to < 0) {
                let part = from / (from - to)
                kept.append((before.x + part * (point.x - before.x), before.y + part * (point.y - before.y)))
            }
            if to < 0 { kept.append(point) }
        }
        return kept
    }

    private static func degrees(_ place: (x: Double, y: Double)) -> (longitude: String, latitude: String) {
        (
            fixed(origin.longitude + (place.x - origin.x) * perFoot.longitude),
            fixed(origin.latitude + (place.y - origin.y) * perFoot.latitude)
        )
    }

    /// Four decimals: about ten metres.
    private static func fixed(_ value: Double) -> String {
        let units = Int((value * 10_000).rounded())
        let fraction = String(units.magnitude % 10_000)
        return (units < 0 ? "-" : "") + "\(units.magnitude / 10_000)."
            + String(repeating: "0", count: 4 - fraction.count)
            + fraction
    }
}
