/// The zones of a map: which of them a point lies in.
package final class ZoneLayer: Sendable {
    /// A feature without polygon is in nobody's way: it contains no point.
    private let shapes: [ZoneShape?]
    /// The zones that may reach into each square of a grid over all of them, in the order of the file.
    private let candidates: [[Int32]]
    private let west: Double
    private let south: Double
    private let columnsPerDegree: Double
    private let rowsPerDegree: Double

    private static let side = 128

    /// A geometry that cannot be read: the feature, counted from 1, and what is wrong with it.
    package struct Failure: Error {
        package let feature: Int
        package let message: String
    }

    /// - Parameter geometries: the geometry of each feature as text of GeoJSON; nil for one without.
    package init(_ geometries: [String?]) throws(Failure) {
        var shapes: [ZoneShape?] = []
        for (index, text) in geometries.enumerated() {
            guard let text else {
                shapes.append(nil)
                continue
            }
            do throws(GeometryText.Failure) {
                shapes.append(ZoneShape(try GeometryText.polygons(text).flatMap { $0 }))
            } catch {
                throw Failure(feature: index + 1, message: error.message)
            }
        }
        self.shapes = shapes
        let known = shapes.compactMap { $0 }
        west = known.map(\.west).min() ?? 0
        south = known.map(\.south).min() ?? 0
        let width = (known.map(\.east).max() ?? 0) - west
        let height = (known.map(\.north).max() ?? 0) - south
        let side = ZoneLayer.side
        columnsPerDegree = width > 0 ? Double(side) / width : 0
        rowsPerDegree = height > 0 ? Double(side) / height : 0
        var candidates = Array(repeating: [Int32](), count: side * side)
        for (index, shape) in shapes.enumerated() {
            guard let shape, shape.west <= shape.east else { continue }
            let columns =
                ZoneLayer.place(
                    shape.west, west, columnsPerDegree)...ZoneLayer.place(shape.east, west, columnsPerDegree)
            let rows =
                ZoneLayer.place(shape.south, south, rowsPerDegree)...ZoneLayer.place(shape.north, south, rowsPerDegree)
            for row in rows { for column in columns { candidates[row * side + column].append(Int32(index)) } }
        }
        self.candidates = candidates
    }

    private static func place(_ value: Double, _ start: Double, _ perDegree: Double) -> Int {
        let place = (value - start) * perDegree
        return place <= 0 ? 0 : place >= Double(side) ? side - 1 : Int(place)
    }

    /// The number of the first zone in the file that contains the point, counted from 0, and whether others do too; nil where none does.
    package func zone(longitude: Double, latitude: Double) -> (index: Int, isShared: Bool)? {
        guard !longitude.isNaN, !latitude.isNaN else { return nil }
        let row = ZoneLayer.place(latitude, south, rowsPerDegree)
        let column = ZoneLayer.place(longitude, west, columnsPerDegree)
        var first: Int?
        for candidate in candidates[row * ZoneLayer.side + column] {
            guard shapes[Int(candidate)]?.contains(longitude, latitude) == true else { continue }
            if let first { return (first, true) }
            first = Int(candidate)
        }
        return first.map { ($0, false) }
    }

    package var count: Int { shapes.count }

    /// How many features have no polygon.
    package var emptyCount: Int { shapes.count { $0 == nil } }
}
