extension GridSquare {
    /// The square that `name(side:)` has named; nil for any other text.
    package init?(named name: String, side: Double) {
        let parts = name.split(separator: " ", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1], abs(latitude) <= 90,
            abs(longitude) <= 180
        else { return nil }
        self.init(latitude: latitude, longitude: longitude, side: side)
    }

    /// The corners, from the south-west against the clock, the first once more at the end: x is the longitude.
    package func outline(side: Double) -> [(x: Double, y: Double)] {
        let height = GridSquare.height(side: side)
        let width = GridSquare.width(Double(row), height)
        let (west, south) = (Double(column) * width, Double(row) * height)
        let (east, north) = (west + width, south + height)
        return [(west, south), (east, south), (east, north), (west, north), (west, south)]
    }
}
