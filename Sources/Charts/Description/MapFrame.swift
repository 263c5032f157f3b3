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
        self.init(places.points.lazy.map { (x: $0.x, y: $0.y) }, isGeographic: places.isGeographic)
    }

    /// Nil without outlines.
    init?(_ zones: Chart.Zones) {
        self.init(zones.zones.lazy.flatMap { $0.polygons.joined().joined() }, isGeographic: true)
    }

    private init?(_ points: some Sequence<(x: Double, y: Double)>, isGeographic: Bool) {
        var (minX, maxX, minY, maxY) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        for point in points {
            (minX, maxX) = (min(minX, point.x), max(maxX, point.x))
            (minY, maxY) = (min(minY, point.y), max(maxY, point.y))
        }
        guard minX <= maxX else { return nil }
        stretch = isGeographic ? max(0.05, cos((minY + maxY) / 2 * .pi / 180)) : 1
        let least = max(maxX - minX, maxY - minY) * 0.02
        width = max((maxX - minX) * stretch, least, 1e-4)
        height = max(maxY - minY, least, 1e-4)
        // Points on one line, or a single one, lie in the middle.
        self.minX = (minX + maxX - width / stretch) / 2
        self.minY = (minY + maxY - height) / 2
    }

    /// Where a point lies in the rectangle: 0 at the left and below, 1 at the right and above.
    func position(_ place: Chart.Place) -> (x: Double, y: Double) { position(place.x, place.y) }

    func position(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        ((x - minX) * stretch / width, (y - minY) / height)
    }
}
