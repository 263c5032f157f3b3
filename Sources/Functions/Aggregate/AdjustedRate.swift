import Columnar

extension AggregateFunction {
    /// A rate by direct standardisation: what a group's rate would be if its rows were spread over the strata as all selected
    /// rows are (Rothman, Greenland and Lash, Modern Epidemiology, chapter 3). Strata that a group lacks take no part: the
    /// weights of the others are scaled up. The operand is four times the stratum's number, plus one where the condition holds.
    package static let adjustedRate = AggregateFunction(
        "adjusted", signature: "c% adjusted for d",
        summary:
            "The rate that a group would have if its rows were spread over the values of `d` as all selected rows are.",
        example: "group by district show late%, late% adjusted for type",
        type: { _ in .result(.percent) },
        { _ in
            .collecting { values, _ in
                let strata = (0..<values.groupCount).map { counts(values[$0]) }
                var weights: [Int64: Double] = [:]
                for group in strata { for (stratum, count) in group { weights[stratum, default: 0] += count.all } }
                return values.numbers(.percent) { group in
                    var top = 0.0
                    var bottom = 0.0
                    // In order of the strata, so that the sum is the same every time.
                    for (stratum, count) in strata[group].sorted(by: { $0.key < $1.key }) {
                        let weight = weights[stratum] ?? 0
                        top += weight * count.hits / count.all
                        bottom += weight
                    }
                    return bottom == 0 ? Missing.number : top / bottom
                }
            }
        })

    private static func counts(_ keys: UnsafeBufferPointer<Int64>) -> [Int64: (hits: Double, all: Double)] {
        var counts: [Int64: (hits: Double, all: Double)] = [:]
        for key in keys {
            counts[key >> 2, default: (0, 0)].all += 1
            counts[key >> 2, default: (0, 0)].hits += Double(key & 1)
        }
        return counts
    }
}
