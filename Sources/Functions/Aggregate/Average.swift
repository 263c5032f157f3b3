import Columnar

extension AggregateFunction {
    static let average = AggregateFunction(
        "avg", signature: "avg x",
        summary: "The mean of the known values, at full precision; missing for an empty group. Rates are pooled.",
        example: "group by department show avg time_to_close",
        type: { operand in
            switch operand {
            case .integer, .number: .result(.number)
            case .duration, .meanDuration: .result(.meanDuration)
            case .percent, .rate, .share: .result(operand)
            case .text: .refused("a category has no average")
            default: .refused("\(operand.description) has no average")
            }
        },
        { operand in
            switch operand.physical {
            case .integers: .streaming { IntegerSumAccumulator(type: operand, isAverage: true, groupCount: $0) }
            case .pairs: .streaming { PairSumAccumulator(type: operand, groupCount: $0) }
            default:
                .collecting { values, _ in
                    values.numbers(operand) { OrderedSum.mean(values[$0]) }
                }
            }
        })
}
