import Columnar

extension AggregateFunction {
    static let gini = AggregateFunction(
        "gini", signature: "gini x",
        summary: """
            How unequally a number is spread over the rows: 0 when all are equal, near 1 when one row has everything \
            (Gini coefficient, without small-sample correction). Missing for an empty group or a sum of 0.
            """,
        example: "group by address show count | show gini(count)",
        type: { operand in
            switch operand {
            case .integer, .number, .duration, .meanDuration, .percent: .result(.number)
            default: .refused("\(operand.description) has no Gini coefficient")
            }
        },
        { operand in
            .collecting { values, _ in
                values.numbers(.number) { group in
                    let isDouble = operand.physical == .numbers
                    let sorted = values.sorted(group).map { isDouble ? OrderedKey.number($0) : Double($0) }
                    let total = sorted.reduce(0, +)
                    guard total != 0 else { return Missing.number }
                    var weighted = 0.0
                    for (index, value) in sorted.enumerated() { weighted += Double(index + 1) * value }
                    let count = Double(sorted.count)
                    return 2 * weighted / (count * total) - (count + 1) / count
                }
            }
        })
}
