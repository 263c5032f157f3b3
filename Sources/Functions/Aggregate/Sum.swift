import Columnar

extension AggregateFunction {
    static let sum = AggregateFunction(
        "sum", signature: "sum x",
        summary: "The sum of the known values, exact for whole numbers and durations; 0 for an empty group.",
        example: "group by department show sum time_to_close",
        type: { operand in
            switch operand {
            case .integer, .number, .duration, .meanDuration, .percent, .share: .result(operand)
            case .rate: .refused("rates do not add up; `avg` pools the rows behind them")
            default: .refused("\(operand.description) cannot be added up")
            }
        },
        { operand in
            switch operand.physical {
            case .integers: .streaming { IntegerSumAccumulator(type: operand, isAverage: false, groupCount: $0) }
            case .pairs: .streaming { PairSumAccumulator(type: operand, groupCount: $0) }
            default:
                .collecting { values, _ in
                    values.numbers(operand) { OrderedSum.sum(values[$0]) }
                }
            }
        })
}
