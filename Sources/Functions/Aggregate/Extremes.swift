import Columnar

extension AggregateFunction {
    static let minimum = AggregateFunction(
        "min", signature: "min x",
        summary: "The smallest known value (text: the first in natural order); missing for an empty group.",
        example: "group by department show min opened",
        type: orderedType,
        { extreme($0, isSmallest: true) })

    static let maximum = AggregateFunction(
        "max", signature: "max x",
        summary: "The largest known value (text: the last in natural order); missing for an empty group.",
        example: "group by department show max opened",
        type: orderedType,
        { extreme($0, isSmallest: false) })

    @Sendable private static func orderedType(_ operand: DataType) -> TypeRule {
        switch operand {
        case .boolean, .point, .rate, .share: .refused("\(operand.description) has no smallest or largest value")
        default: .result(operand)
        }
    }

    private static func extreme(_ operand: DataType, isSmallest: Bool) -> Implementation {
        operand.physical == .codes
            ? .streaming { TextExtremeAccumulator(isFirst: isSmallest, groupCount: $0) }
            : .streaming { ExtremeAccumulator(type: operand, isSmallest: isSmallest, groupCount: $0) }
    }
}
