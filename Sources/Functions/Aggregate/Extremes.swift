import Columnar

extension AggregateFunction {
    static let minimum = AggregateFunction(
        "min", signature: "min x",
        summary: "The smallest known value (text: the first in natural order); missing for an empty group.",
        example: "group by department show min opened",
        type: orderedType,
        {
            extreme($0) {
                $0.min()
            } precedes: {
                $0.precedes($1, $2)
            }
        })

    static let maximum = AggregateFunction(
        "max", signature: "max x",
        summary: "The largest known value (text: the last in natural order); missing for an empty group.",
        example: "group by department show max opened",
        type: orderedType,
        {
            extreme($0) {
                $0.max()
            } precedes: {
                $0.precedes($2, $1)
            }
        })

    @Sendable private static func orderedType(_ operand: DataType) -> TypeRule {
        switch operand {
        case .boolean, .point, .rate, .share: .refused("\(operand.description) has no smallest or largest value")
        default: .result(operand)
        }
    }

    private static func extreme(
        _ operand: DataType, _ pick: @escaping @Sendable (UnsafeBufferPointer<Int64>) -> Int64?,
        precedes: @escaping @Sendable (TextDictionary, UInt32, UInt32) -> Bool
    ) -> Implementation {
        .collecting { values, _ in
            guard operand == .text, let dictionary = values.dictionary else { return values.values(of: operand, pick) }
            return values.values(of: operand) { keys in
                var best: Int64?
                for key in keys {
                    guard let current = best else {
                        best = key
                        continue
                    }
                    if key != current, precedes(dictionary, UInt32(key), UInt32(current)) { best = key }
                }
                return best
            }
        }
    }
}
