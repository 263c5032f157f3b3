/// Equal bins with round edges for a histogram.
package struct ChartBins: Sendable {
    package let scale: ChartScale
    /// The edges, from the least to the greatest.
    package let edges: [Double]
    package let counts: [Int]

    /// At most `limit` bins over the values.
    package init(_ values: [Double], unit: ChartUnit, limit: Int) {
        scale = ChartScale(values, unit: unit, ticks: limit, fromZero: false)
        edges = scale.ticks
        let width = (scale.high - scale.low) / Double(max(1, edges.count - 1))
        var counts = [Int](repeating: 0, count: max(1, edges.count - 1))
        for value in values {
            let bin = Int(((value - scale.low) / width).rounded(.down))
            counts[min(max(bin, 0), counts.count - 1)] += 1
        }
        self.counts = counts
    }
}
