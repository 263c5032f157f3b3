import Charts
import Columnar
import JSON

/// A map that the dashboard can show: zones with their outlines, or squares.
struct BoardMap: Sendable {
    let title: String
    /// How a query writes what the map is divided by.
    let expression: String
    /// The clause that conditions on the expression need; nil where it is of the data itself.
    let lookup: String?
    /// The clause that brings the outlines to the map's own query; nil for squares.
    let outlined: String?
    let zones: [Outlines.Zone]
    /// The middles of all squares that hold a point, as answers have them, and how long their sides are, in kilometres.
    let squares: [String]
    let side: Int

    /// The query of the map without conditions.
    var query: String { [outlined, "group by \(expression) show count", outlined.map { _ in "draw map" }].joinedWords }

    var facet: Facet {
        Facet(title: title, expression: expression, form: .category, values: max(zones.count, squares.count))
    }
}

extension [String?] {
    fileprivate var joinedWords: String { compactMap(\.self).joined(separator: " ") }
}

extension BoardMap {
    /// How many pixels a map is drawn on, about: outlines need no finer points.
    private static let fineness = 1_500.0

    var json: JSONValue {
        let points = zones.lazy.flatMap { $0.polygons.joined().joined() }
        let (west, east) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
        let (south, north) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
        let least = max(east - west, north - south) / BoardMap.fineness
        return [
            "title": .string(title), "expression": .string(expression), "lookup": lookup.map { .string($0) } ?? .null,
            "outlined": outlined.map { .string($0) } ?? .null, "side": .integer(side), "squares": .texts(squares),
            "zones": .array(
                zones.map { zone in
                    [
                        "name": .string(zone.name), "spot": BoardMap.spot(zone),
                        "rings": .array(zone.polygons.joined().map { .array(BoardMap.numbers(thinned($0, least))) }),
                    ]
                }),
        ]
    }

    /// Where the name fits, and how wide and high the zone is there, in degrees; null for a zone without extent.
    private static func spot(_ zone: Outlines.Zone) -> JSONValue {
        guard let spot = ZoneSpot(zone.polygons) else { return .null }
        return .array([spot.x, spot.y, spot.width, spot.height].map { .number($0) })
    }

    /// Longitude and latitude in turn, to a metre.
    private static func numbers(_ ring: Outlines.Ring) -> [JSONValue] {
        ring.flatMap { [$0.x, $0.y] }.map { .number(($0 * 100_000).rounded() / 100_000) }
    }
}
