import Columnar

extension AggregateFunction {
    static let standardDeviation = AggregateFunction(
        "stddev", signature: "stddev x",
        summary: "The sample standard deviation of the known values (divisor n − 1); missing below two values.",
        example: "group by department show stddev days(time_to_close)",
        type: { operand in
            switch operand {
            case .integer, .number: .result(.number)
            case .duration, .meanDuration: .result(.meanDuration)
            case .percent: .result(.percent)
            default: .refused("\(operand.description) has no standard deviation")
            }
        },
        { operand in
            .collecting { values, _ in
                let type: DataType = operand.isDuration ? .meanDuration : operand == .percent ? .percent : .number
                return values.numbers(type) { variance(values[$0], operand).squareRoot() }
            }
        })

    static let variance = AggregateFunction(
        "variance", signature: "variance x",
        summary: "The sample variance of the known values (divisor n − 1); missing below two values.",
        example: "group by department show variance days(time_to_close)",
        type: { operand in
            switch operand {
            case .integer, .number, .percent: .result(.number)
            case .duration, .meanDuration:
                .refused("the variance of a duration has no unit to print; `variance days(x)` has")
            default: .refused("\(operand.description) has no variance")
            }
        },
        { operand in .collecting { values, _ in values.numbers(.number) { variance(values[$0], operand) } } })

    private static func variance(_ keys: UnsafeBufferPointer<Int64>, _ operand: DataType) -> Double {
        guard keys.count > 1 else { return Missing.number }
        let sum =
            operand.physical == .numbers
            ? OrderedSum.squaredDeviations(keys, decode: OrderedKey.number)
            : OrderedSum.squaredDeviations(keys) { Double($0) }
        return sum / Double(keys.count - 1)
    }
}
