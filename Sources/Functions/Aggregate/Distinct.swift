import Columnar

extension AggregateFunction {
    static let distinct = AggregateFunction(
        "distinct", signature: "distinct x",
        summary: "The number of different known values, exact; 0 for an empty group.",
        example: "group by district show distinct address",
        type: { operand in
            switch operand {
            case .rate, .share, .point: .refused("\(operand.description) cannot be counted by value")
            default: .result(.integer)
            }
        },
        { operand in
            operand == .text
                ? .streaming { DistinctCodesAccumulator(groupCount: $0) }
                : .collecting { values, _ in values.integers(.integer) { Int64(distinctCount(values.sorted($0))) } }
        })

    private static func distinctCount(_ sorted: [Int64]) -> Int {
        guard var last = sorted.first else { return 0 }
        var count = 1
        for key in sorted where key != last {
            count += 1
            last = key
        }
        return count
    }
}
