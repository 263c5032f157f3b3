/// Adjustment for several tests at once.
package enum Holm {
    /// The adjusted probabilities, in the order given (Holm 1979); NaN takes no part.
    package static func adjusted(_ probabilities: [Double]) -> [Double] {
        let order = probabilities.indices.filter { !probabilities[$0].isNaN }
            .sorted { probabilities[$0] < probabilities[$1] }
        var result = probabilities
        var largest = 0.0
        for (position, index) in order.enumerated() {
            largest = max(largest, min(1, Double(order.count - position) * probabilities[index]))
            result[index] = largest
        }
        return result
    }
}
