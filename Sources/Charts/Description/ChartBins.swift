internal import Columnar

/// Bins with round edges for a histogram: of equal width, or periods of the calendar where the values are times.
package struct ChartBins: Sendable {
    /// From the least to the greatest.
    package let edges: [Double]
    /// The edges as they are written at the axis.
    package let texts: [String]
    /// What each bin is called.
    package let labels: [String]
    package let counts: [Int]

    /// At most `limit` bins over the values.
    package init(_ values: [Double], unit: ChartUnit, limit: Int) {
        if unit == .time, let least = values.min(), let greatest = values.max() {
            self.init(times: values, from: Int64(least), to: Int64(greatest), limit: limit)
            return
        }
        let scale = ChartScale(values, unit: unit, ticks: limit, fromZero: false)
        let width = (scale.high - scale.low) / Double(max(1, scale.ticks.count - 1))
        var counts = [Int](repeating: 0, count: max(1, scale.ticks.count - 1))
        for value in values {
            let bin = Int(((min(max(value, scale.low), scale.high) - scale.low) / width).rounded(.down))
            counts[min(max(bin, 0), counts.count - 1)] += 1
        }
        let texts = scale.ticks.map(scale.text)
        let labels = counts.indices.map { "\(texts[$0]) – \(texts[min($0 + 1, texts.count - 1)])" }
        self.init(edges: scale.ticks, texts: texts, labels: labels, counts: counts)
    }

    private init(edges: [Double], texts: [String], labels: [String], counts: [Int]) {
        self.edges = edges
        self.texts = texts
        self.labels = labels
        self.counts = counts
    }

    /// The periods of the finest grain of which there are few enough; several years are one bin where there are too many.
    private init(times: [Double], from least: Int64, to greatest: Int64, limit: Int) {
        func count(_ grain: Grain) -> Int {
            Period(grain, containing: greatest).ordinal - Period(grain, containing: least).ordinal + 1
        }
        let grain = Grain.allCases.sorted().first { count($0) <= limit } ?? .year
        let step = (count(grain) + limit - 1) / limit
        let start = Period(grain, containing: least)
        let first = start.advanced(by: -(start.ordinal % step + step) % step)
        let bins = (Period(grain, containing: greatest).ordinal - first.ordinal) / step + 1
        var counts = [Int](repeating: 0, count: bins)
        for time in times { counts[(Period(grain, containing: Int64(time)).ordinal - first.ordinal) / step] += 1 }
        let edges = (0...bins).map { first.advanced(by: $0 * step) }
        let labels = (0..<bins).map { bin in
            step == 1 ? edges[bin].description : "\(edges[bin]) – \(edges[bin + 1].advanced(by: -1))"
        }
        self.init(
            edges: edges.map { Double($0.start) }, texts: edges.map(\.description), labels: labels, counts: counts)
    }
}
