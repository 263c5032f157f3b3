/// The outlines of zones on the earth: what a map fills. They come with a result of which a column names the zones.
package final class Outlines: Sendable {
    /// A closed line of longitudes and latitudes.
    package typealias Ring = [(x: Double, y: Double)]

    package struct Zone: Sendable {
        /// As `ValueText` writes it for machines.
        package let name: String
        /// Each polygon is its outer ring, then its holes.
        package let polygons: [[Ring]]

        package init(name: String, polygons: [[Ring]]) {
            self.name = name
            self.polygons = polygons
        }
    }

    /// The place of the column that names the zones.
    package let column: Int
    package let zones: [Zone]

    package init(column: Int, zones: [Zone]) {
        self.column = column
        self.zones = zones
    }
}
