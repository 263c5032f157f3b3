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

    /// Counts of so many codes lie in the caches: then counting is faster than sorting.
    private static let countedCodes = 1 << 16

    private static func mostFrequent(_ keys: UnsafeBufferPointer<Int64>, _ dictionary: TextDictionary?) -> Int64? {
        var best: (key: Int64, count: Int)?
        func consider(_ key: Int64, _ count: Int) {
            guard let current = best, count <= current.count else {
                best = (key, count)
                return
            }
            guard count == current.count else { return }
            let comesFirst = dictionary?.precedes(UInt32(key), UInt32(current.key)) ?? (key < current.key)
            if comesFirst { best = (key, count) }
        }
        if let dictionary, dictionary.count < min(countedCodes, keys.count) {
            var counts = [Int](repeating: 0, count: dictionary.count + 1)
            for key in keys { counts[Int(key)] += 1 }
            for (code, count) in counts.enumerated() where count > 0 { consider(Int64(code), count) }
            return best?.key
        }
        let sorted = SortedKeys.sorted(keys)
        var start = 0
        for index in sorted.indices where index + 1 == sorted.count || sorted[index + 1] != sorted[index] {
            consider(sorted[index], index + 1 - start)
            start = index + 1
        }
        return best?.key
    }
}
