import Columnar

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A square of a grid over the earth: rows of equal height count from the equator, squares of equal width in each row from
/// Greenwich, measured at the row's middle. A border belongs to the square north or east of it.
package struct GridSquare: Hashable, Sendable {
    package let row: Int32
    package let column: Int32

    /// What stands for no square.
    package static let none = GridSquare(row: .min, column: 0)

    /// Of a sphere of the earth's mean radius, 6,371,008.8 m.
    private static let metresPerDegree = 6_371_008.8 * Double.pi / 180

    package init(row: Int32, column: Int32) {
        self.row = row
        self.column = column
    }

    /// - Parameter side: in metres, at least 1.
    package init(latitude: Double, longitude: Double, side: Double) {
        let height = GridSquare.height(side: side)
        let row = (latitude / height).rounded(.down)
        self.row = Int32(row)
        column = Int32((longitude / GridSquare.width(row, height)).rounded(.down))
    }

    /// The degrees of latitude that a square covers.
    static func height(side: Double) -> Double { side / metresPerDegree }

    /// The degrees of longitude that a square of a row covers.
    static func width(_ row: Double, _ height: Double) -> Double {
        height / max(1e-6, cos((row + 0.5) * height * Double.pi / 180))
    }

    /// The latitude and the longitude of the middle, to a metre: `29.42519 -98.49460`.
    package func name(side: Double) -> String {
        let height = GridSquare.height(side: side)
        let latitude = (Double(row) + 0.5) * height
        let longitude = (Double(column) + 0.5) * GridSquare.width(Double(row), height)
        return "\(GridSquare.degrees(latitude)) \(GridSquare.degrees(longitude))"
    }

    private static func degrees(_ value: Double) -> String {
        let units = Int((value * 100_000).rounded())
        return (units < 0 ? "-" : "") + "\(abs(units) / 100_000).\(pad(abs(units) % 100_000, 5))"
    }
}
