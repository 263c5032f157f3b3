import Columnar

extension AggregateFunction {
    /// The operand is a pair of numbers, which the collected values hold one behind the other.
    package static let correlation = AggregateFunction(
        "correlation", signature: "correlation(x, y)",
        summary: """
            How two numbers vary together, from −1 to 1: Pearson's r over the rows that have both. A rate counts by its \
            value. Missing for fewer than two rows, or where one of the two is the same everywhere.
            """,
        example: "group by district show late%, median age | show correlation(late%, median age)",
        type: { $0 == .point ? .result(.number) : .refused("a correlation is of two numbers: `correlation(x, y)`") },
        { _ in
            .collecting { values, _ in
                values.numbers(.number) { group in
                    let keys = values[group]
                    let count = keys.count / 2
                    guard count > 1 else { return Missing.number }
                    // The mean of equal numbers may be another one, by a rounding, and would make them vary.
                    guard (1..<count).contains(where: { keys[2 * $0] != keys[0] }),
                        (1..<count).contains(where: { keys[2 * $0 + 1] != keys[1] })
                    else { return Missing.number }
                    var means = (x: 0.0, y: 0.0)
                    for row in 0..<count {
                        means.x += OrderedKey.number(keys[2 * row])
                        means.y += OrderedKey.number(keys[2 * row + 1])
                    }
                    means = (means.x / Double(count), means.y / Double(count))
                    var sums = CorrelationSums(count: Double(count))
                    // What the means are off by comes off again, as in `OrderedSum.squaredDeviations`.
                    var drift = (x: 0.0, y: 0.0)
                    for row in 0..<count {
                        let x = OrderedKey.number(keys[2 * row]) - means.x
                        let y = OrderedKey.number(keys[2 * row + 1]) - means.y
                        sums.x += x * x
                        sums.y += y * y
                        sums.xy += x * y
                        drift = (drift.x + x, drift.y + y)
                    }
                    sums.x -= drift.x * drift.x / Double(count)
                    sums.y -= drift.y * drift.y / Double(count)
                    sums.xy -= drift.x * drift.y / Double(count)
                    return sums.correlation ?? Missing.number
                }
            }
        })
}
