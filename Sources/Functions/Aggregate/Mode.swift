import Columnar

extension AggregateFunction {
    static let mode = AggregateFunction(
        "mode", signature: "mode x",
        summary: "The most frequent known value; of several the first in natural order. Missing for an empty group.",
        example: "group by district show mode type",
        type: { operand in
            switch operand {
            case .rate, .share, .point: .refused("\(operand.description) has no most frequent value")
            default: .result(operand)
            }
        },
        { operand in
            .collecting { values, _ in
                values.values(of: operand) { mostFrequent($0, values.dictionary) }
            }
        })

    private static func mostFrequent(_ keys: UnsafeBufferPointer<Int64>, _ dictionary: TextDictionary?) -> Int64? {
        let sorted = keys.sorted()
        var best: (key: Int64, count: Int)?
        var start = 0
        for index in sorted.indices where index + 1 == sorted.count || sorted[index + 1] != sorted[index] {
            let count = index + 1 - start
            start = index + 1
            guard let current = best else {
                best = (sorted[index], count)
                continue
            }
            let comesFirst =
                dictionary.map { $0.precedes(UInt32(sorted[index]), UInt32(current.key)) }
                ?? (sorted[index] < current.key)
            if count > current.count || (count == current.count && comesFirst) { best = (sorted[index], count) }
        }
        return best?.key
    }
}
