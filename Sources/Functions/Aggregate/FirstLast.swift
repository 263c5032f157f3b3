import Columnar

extension AggregateFunction {
    static let first = AggregateFunction(
        "first", signature: "first x",
        summary: "The first known value in the order of the rows; missing for an empty group.",
        example: "group by address show first type",
        type: anyType, { operand in .collecting { values, _ in values.values(of: operand) { $0.first } } })

    static let last = AggregateFunction(
        "last", signature: "last x",
        summary: "The last known value in the order of the rows; missing for an empty group.",
        example: "group by address show last type",
        type: anyType, { operand in .collecting { values, _ in values.values(of: operand) { $0.last } } })

    @Sendable private static func anyType(_ operand: DataType) -> TypeRule {
        operand.physical == .pairs ? .refused("\(operand.description) is not kept row by row") : .result(operand)
    }
}
