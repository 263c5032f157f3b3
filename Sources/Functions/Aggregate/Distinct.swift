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
        { _ in
            .collecting { values, _ in
                guard let dictionary = values.dictionary else {
                    return values.integers(.integer) { Int64(distinctCount(values[$0])) }
                }
                var marks = CodeMarks(codeCount: dictionary.count + 1)
                return values.integers(.integer) { marks.distinctCount(values[$0]) }
            }
        })

    private static func distinctCount(_ keys: UnsafeBufferPointer<Int64>) -> Int {
        let sorted = keys.sorted()
        guard var last = sorted.first else { return 0 }
        var count = 1
        for key in sorted where key != last {
            count += 1
            last = key
        }
        return count
    }
}

/// One bit a dictionary code, cleared again by the values that set it, so that a small group costs little.
private struct CodeMarks {
    private var words: [UInt64]

    init(codeCount: Int) { words = Array(repeating: 0, count: codeCount / 64 + 1) }

    mutating func distinctCount(_ keys: UnsafeBufferPointer<Int64>) -> Int64 {
        words.withUnsafeMutableBufferPointer { words in
            var count: Int64 = 0
            for key in keys {
                let word = Int(truncatingIfNeeded: key) >> 6
                let bit = UInt64(1) << UInt64(key & 63)
                count &+= words[word] & bit == 0 ? 1 : 0
                words[word] |= bit
            }
            for key in keys { words[Int(truncatingIfNeeded: key) >> 6] = 0 }
            return count
        }
    }
}
