internal import Columnar
package import Geography

/// What a stage wants to know about where its rows are: the longitude and the latitude of its points, in degrees of WGS84, and the
/// zones that they lie in. Each becomes a column beside those of the input.
package struct Locating: Sendable {
    /// A column of points.
    package struct Points: Sendable {
        package let column: Int
        package let name: String
        /// The EPSG number of their coordinate system.
        package let crs: Int
    }

    /// A map of zones.
    package struct Zones: Sendable {
        package let layer: ZoneLayer
        package let name: String
        /// Which of the points are looked up in it.
        package let points: Int
    }

    package var points: [Points] = []
    package var zones: [Zones] = []
    /// Whether the stage measures distances, for which PROJ is needed whatever the coordinates are.
    package var measuresDistances = false

    /// Longitude and latitude of each column of points, then the row of each map.
    package var fields: [Field] {
        points.flatMap {
            [
                Field(name: "longitude of \($0.name)", type: .number),
                Field(name: "latitude of \($0.name)", type: .number),
            ]
        } + zones.map { Field(name: "row of \($0.name)", type: .integer) }
    }

    package var planText: String {
        let places = points.map { "\($0.name) from EPSG:\($0.crs)" }
        let maps = zones.map { "in \($0.name) by \(points[$0.points].name)" }
        return "locate \((places + maps).joined(separator: ", "))"
    }
}
