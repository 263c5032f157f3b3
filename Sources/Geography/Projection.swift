import CProjection

/// The way from a coordinate system to longitude and latitude in degrees of WGS84. One instance belongs to one thread.
package final class Projection {
    /// Why coordinates cannot be converted.
    package enum Failure: Error {
        case noLibrary
        case unknownSystem
    }

    /// WGS84 itself: longitude and latitude in degrees.
    package static let wgs84 = 4326

    private let handle: OpaquePointer?

    /// - Parameter epsg: the number of the coordinate system in the EPSG's list.
    package init(epsg: Int) throws(Failure) {
        guard epsg != Projection.wgs84 else {
            handle = nil
            return
        }
        guard let number = Int32(exactly: epsg) else { throw .unknownSystem }
        var status: Int32 = 0
        handle = tally_projection_new(number, &status)
        guard handle == nil else { return }
        throw UInt32(status) == TALLY_PROJECTION_NO_LIBRARY.rawValue ? .noLibrary : .unknownSystem
    }

    deinit { if let handle { tally_projection_free(handle) } }

    /// Replaces coordinates in place: x by the longitude, y by the latitude; by NaN where the point lies outside the area for
    /// which the system is made. In WGS84 the point 0, 0 in the ocean, where software puts what it does not find, is outside.
    package func convert(_ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, count: Int) {
        if let handle { return tally_projection_convert(handle, x, y, count) }
        for index in 0..<count {
            let isPlace = x[index].magnitude <= 180 && y[index].magnitude <= 90 && (x[index] != 0 || y[index] != 0)
            if !isPlace { (x[index], y[index]) = (.nan, .nan) }
        }
    }
}
