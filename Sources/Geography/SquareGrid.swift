/// Finds the squares of very many places: the width of a row of squares takes a cosine, and is computed once where many places
/// lie in the row.
package struct SquareGrid {
    private let height: Double
    /// The widths that were computed last, by the lowest bits of the row's number.
    private var widths: [(row: Double, degrees: Double)]

    private static let mask = 1_023

    /// - Parameter side: of a square, in metres, at least 1.
    package init(side: Double) {
        height = GridSquare.height(side: side)
        widths = Array(repeating: (row: .nan, degrees: .nan), count: SquareGrid.mask + 1)
    }

    /// The square as `GridSquare` finds it; `none` for a place with NaN.
    package mutating func square(latitude: Double, longitude: Double) -> GridSquare {
        guard !latitude.isNaN, !longitude.isNaN else { return .none }
        let row = (latitude / height).rounded(.down)
        let number = Int32(row)
        let place = Int(number) & SquareGrid.mask
        if widths[place].row != row { widths[place] = (row, GridSquare.width(row, height)) }
        return GridSquare(row: number, column: Int32((longitude / widths[place].degrees).rounded(.down)))
    }
}
