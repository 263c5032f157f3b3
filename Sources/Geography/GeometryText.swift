internal import JSON

/// Reads the geometry of a GeoJSON feature (RFC 7946) from its text: the rings of its polygons.
package enum GeometryText {
    /// What is wrong with a geometry, as the end of a sentence.
    package struct Failure: Error { let message: String }

    /// The polygons, each of them its outer ring and then its holes.
    package static func polygons(_ text: String) throws(Failure) -> [[[(x: Double, y: Double)]]] {
        guard let geometry = try? JSONParser.parse(Array(text.utf8)), case .object = geometry else {
            throw Failure(message: "is no geometry of GeoJSON")
        }
        let type = geometry["type"].asText ?? ""
        let coordinates = geometry["coordinates"]
        guard !coordinates.isNull, type == "Polygon" || type == "MultiPolygon" else {
            throw Failure(
                message: type.isEmpty ? "has no polygon" : "is a \(type), expected a Polygon or a MultiPolygon")
        }
        let polygons = type == "Polygon" ? [coordinates] : coordinates.asArray ?? []
        var found: [[[(x: Double, y: Double)]]] = []
        for polygon in polygons {
            var rings: [[(x: Double, y: Double)]] = []
            for ring in polygon.asArray ?? [] { rings.append(try points(ring)) }
            found.append(rings)
        }
        return found
    }

    private static func points(_ ring: JSONValue) throws(Failure) -> [(x: Double, y: Double)] {
        var points: [(x: Double, y: Double)] = []
        for point in ring.asArray ?? [] {
            guard let pair = point.asArray, pair.count >= 2 else {
                throw Failure(message: "has a point without two coordinates")
            }
            guard let x = pair[0].asNumber, let y = pair[1].asNumber else {
                throw Failure(message: "has a coordinate that is no number")
            }
            guard x.magnitude <= 180, y.magnitude <= 90 else {
                throw Failure(
                    message: "has coordinates that are no degrees (\(x), \(y)); GeoJSON is in longitude and latitude")
            }
            points.append((x, y))
        }
        return points
    }
}
