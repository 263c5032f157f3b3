/// Draws indices with given weights in constant time (Walker's alias method in Vose's form).
struct WeightedChoice {
    private var thresholds: [Double]
    private var aliases: [Int]

    /// Weights must be at least zero, with a sum above zero.
    init(_ weights: [Double]) {
        let sum = weights.reduce(0, +)
        let scaled = weights.map { $0 * Double(weights.count) / sum }
        thresholds = scaled
        aliases = Array(weights.indices)
        var small = weights.indices.filter { scaled[$0] < 1 }
        var large = weights.indices.filter { scaled[$0] >= 1 }
        while let low = small.popLast() {
            guard let high = large.popLast() else { break }
            aliases[low] = high
            thresholds[high] -= 1 - thresholds[low]
            if thresholds[high] < 1 {
                small.append(high)
            } else {
                large.append(high)
            }
        }
    }

    func draw(_ random: inout RandomSource) -> Int {
        let index = random.below(thresholds.count)
        return random.unit() < thresholds[index] ? index : aliases[index]
    }
}
