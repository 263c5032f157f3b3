import Columnar

extension AggregateFunction {
    static let median = AggregateFunction(
        "median", signature: "median x",
        summary: "The middle of the known values, exact; between two values their mean. Missing for an empty group.",
        example: "group by department show median time_to_close",
        type: quantileType, { operand in .collecting { values, _ in quantiles(values, operand, 0.5) } })

    package static let quantile = AggregateFunction(
        "quantile", signature: "p90 x",
        summary: """
            The value below which so many percent of the known values lie: `p10` … `p99`, exact, by linear \
            interpolation between order statistics (type 7). Missing for an empty group.
            """,
        example: "group by district show p50 time_to_close, p90 time_to_close",
        type: quantileType, { operand in .collecting { values, fraction in quantiles(values, operand, fraction) } })

    /// The quantile that a call stands for; nil for other aggregates.
    package func quantileFraction(asked: Double) -> Double? {
        switch name {
        case AggregateFunction.median.name: 0.5
        case AggregateFunction.quantile.name: asked
        default: nil
        }
    }

    /// Whether the aggregate of durations in other units is the aggregate of the durations, in those units.
    package var keepsUnits: Bool {
        [AggregateFunction.sum, .average, .median, .quantile].contains { $0.name == name }
    }

    @Sendable private static func quantileType(_ operand: DataType) -> TypeRule {
        switch operand {
        case .integer, .number: .result(.number)
        case .duration, .meanDuration: .result(.meanDuration)
        case .percent: .result(.percent)
        case .time, .date: .result(operand)
        case .text: .refused("a category has no median; `mode` gives its most frequent value")
        default: .refused("\(operand.description) has no median")
        }
    }

    private static func quantiles(_ values: CollectedValues, _ operand: DataType, _ fraction: Double) -> Column {
        switch operand {
        case .time, .date:
            // Times have no fractions of a millisecond: the interpolated instant is rounded to one.
            return values.integers(operand) { group in
                let instant = OrderStatistics.quantile(values, group: group, fraction: fraction) { Double($0) }
                return instant.isNaN ? Missing.integer : Int64(instant.rounded())
            }
        case .number, .percent, .meanDuration:
            return values.numbers(operand) {
                OrderStatistics.quantile(values, group: $0, fraction: fraction, decode: OrderedKey.number)
            }
        default:
            return values.numbers(operand == .duration ? .meanDuration : .number) {
                OrderStatistics.quantile(values, group: $0, fraction: fraction) { Double($0) }
            }
        }
    }
}
