extension Chart {
    /// Points of a map, as they lie in the plane of their coordinate system.
    package struct Places: Sendable {
        package let points: [Place]
        /// What the size of a point stands for; nil where all are equal.
        package let measure: String?
        package let unit: ChartUnit
        /// Whether coordinates are degrees of longitude and latitude.
        package let isGeographic: Bool
    }

    /// One point with what is known about it.
    package struct Place: Sendable {
        package let x: Double
        package let y: Double
        package let value: Double?
        /// The value as tables spell it, and the other columns.
        package let text: String
    }
}
