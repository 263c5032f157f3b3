/// The places of a column of points in degrees of WGS84, and how many points have none.
package struct Degrees: Sendable {
    /// NaN where a point is missing or has no place.
    package let longitudes: Buffer<Double>
    package let latitudes: Buffer<Double>
    /// The points outside the area of their coordinate system.
    package let outside: Int
    /// The points whose text is none.
    package let unreadable: Int

    package init(longitudes: Buffer<Double>, latitudes: Buffer<Double>, outside: Int, unreadable: Int) {
        self.longitudes = longitudes
        self.latitudes = latitudes
        self.outside = outside
        self.unreadable = unreadable
    }
}
