#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The rectangle around the points of a map, in units that are equally long in both directions.
struct MapFrame {
    private let minX: Double
    private let minY: Double
    let width: Double
    let height: Double
    /// How much shorter a degree of longitude is than one of latitude; 1 in a plane.
    private let stretch: Double

    /// Nil without points.
    init?(_ places: Chart.Places) {
        guard let first = places.points.first else { return nil }
        var (minX, maxX, minY, maxY) = (first.x, first.x, first.y, first.y)
        for point in places.points {
            (minX, maxX) = (min(minX, point.x), max(maxX, point.x))
            (minY, maxY) = (min(minY, point.y), max(maxY, point.y))
        }
        stretch = places.isGeographic ? max(0.05, cos((minY + maxY) / 2 * .pi / 180)) : 1
        self.minX = minX
        self.minY = minY
        let least = max(maxX - minX, maxY - minY) * 0.02
        width = max((maxX - minX) * stretch, least, 1e-9)
        height = max(maxY - minY, least, 1e-9)
    }

    /// Where a point lies in the rectangle: 0 at the left and below, 1 at the right and above.
    func position(_ place: Chart.Place) -> (x: Double, y: Double) {
        ((place.x - minX) * stretch / width, (place.y - minY) / height)
    }
}
