extension Chart {
    /// Five figures a group: where its values lie.
    package struct Boxes: Sendable {
        /// What is measured.
        package let name: String
        package let unit: ChartUnit
        package let boxes: [Box]
        /// What the ends of the whiskers are.
        package let whiskers: String

        package var values: [Double] { boxes.flatMap { [$0.low, $0.high] + $0.outliers } }
    }

    /// The quarter of the values below `lower`, the half between the quartiles, the quarter above `upper`.
    package struct Box: Sendable {
        package let label: String
        package let low: Double
        package let lower: Double
        package let median: Double
        package let upper: Double
        package let high: Double
        /// The values outside the whiskers.
        package let outliers: [Double]
        /// How many values there are; nil where only their figures are known.
        package let count: Int?
    }
}

extension Chart.Box {
    /// The box of some values, by Tukey: whiskers reach to the last value within one and a half heights of the box.
    /// Quartiles interpolate between neighbours, as `p25` does. Nil without values.
    package init?(label: String, values: [Double]) {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return nil }
        func quantile(_ part: Double) -> Double {
            let place = part * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
        }
        let (lower, upper) = (quantile(0.25), quantile(0.75))
        let reach = 1.5 * (upper - lower)
        let inside = sorted.filter { $0 >= lower - reach && $0 <= upper + reach }
        self.init(
            label: label, low: inside.first ?? lower, lower: lower, median: quantile(0.5), upper: upper,
            high: inside.last ?? upper, outliers: sorted.filter { $0 < lower - reach || $0 > upper + reach },
            count: sorted.count)
    }
}
