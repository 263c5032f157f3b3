import CProjection

/// Distances along the surface of the earth.
package enum Geodesic {
    /// The lengths in metres of the shortest lines between points in degrees of WGS84, on its ellipsoid (Karney 2013); NaN where
    /// a coordinate is, and everywhere where PROJ is not installed.
    package static func distances(
        _ latitude1: UnsafePointer<Double>, _ longitude1: UnsafePointer<Double>,
        _ latitude2: UnsafePointer<Double>, _ longitude2: UnsafePointer<Double>,
        into metres: UnsafeMutablePointer<Double>, count: Int
    ) {
        let status = tally_geodesic_distances(latitude1, longitude1, latitude2, longitude2, metres, count)
        if UInt32(status) != TALLY_PROJECTION_READY.rawValue { metres.update(repeating: .nan, count: count) }
    }

    /// The same for one pair: latitude and longitude of one point, then of the other.
    package static func distance(_ places: [Double]) -> Double {
        var places = places
        var metres = Double.nan
        let status = tally_geodesic_distances(&places[0], &places[1], &places[2], &places[3], &metres, 1)
        return UInt32(status) == TALLY_PROJECTION_READY.rawValue ? metres : .nan
    }

    /// Whether distances can be computed here.
    package static var isAvailable: Bool {
        var zero = 0.0
        var metres = 0.0
        return UInt32(tally_geodesic_distances(&zero, &zero, &zero, &zero, &metres, 0))
            == TALLY_PROJECTION_READY.rawValue
    }
}
