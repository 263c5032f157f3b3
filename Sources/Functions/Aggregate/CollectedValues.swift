package import Columnar

/// The known values of an operand, group by group, in the order of the rows.
package final class CollectedValues {
    /// Integers as they are, doubles as `OrderedKey`, dictionary codes and Booleans as numbers.
    private let keys: Buffer<Int64>
    /// `groupCount + 1` positions in `keys`.
    package let offsets: [Int]
    /// The operand's dictionary when it is text.
    package let dictionary: TextDictionary?

    /// The distribution of each group's values, made when the first quantile asks for it.
    private var histograms: [Histogram?]
    private var sortedGroups: [[Int64]?]

    package init(keys: Buffer<Int64>, offsets: [Int], dictionary: TextDictionary?) {
        self.keys = keys
        self.offsets = offsets
        self.dictionary = dictionary
        histograms = Array(repeating: nil, count: offsets.count - 1)
        sortedGroups = Array(repeating: nil, count: offsets.count - 1)
    }

    /// One group's values in order; several aggregates share them.
    func sorted(_ group: Int) -> [Int64] {
        if let known = sortedGroups[group] { return known }
        let made = self[group].sorted()
        sortedGroups[group] = made
        return made
    }

    /// Counts of one group's values by size; several quantiles share them.
    func histogram(_ group: Int) -> Histogram {
        if let known = histograms[group] { return known }
        let made = Histogram(self[group])
        histograms[group] = made
        return made
    }

    package var groupCount: Int { offsets.count - 1 }

    /// The values of one group. Aggregates may read them but must not reorder them: others share them.
    package subscript(group: Int) -> UnsafeBufferPointer<Int64> {
        UnsafeBufferPointer(start: keys.base + offsets[group], count: offsets[group + 1] - offsets[group])
    }

    /// One result a group, in integer form.
    package func integers(_ type: DataType, _ compute: (_ group: Int) -> Int64) -> Column {
        let result = Buffer<Int64>(uninitialized: groupCount)
        for group in 0..<groupCount { result.base[group] = compute(group) }
        return Column(type: type, storage: .integers(result))
    }

    /// One result a group, in double form.
    package func numbers(_ type: DataType, _ compute: (_ group: Int) -> Double) -> Column {
        let result = Buffer<Double>(uninitialized: groupCount)
        for group in 0..<groupCount { result.base[group] = compute(group) }
        return Column(type: type, storage: .numbers(result))
    }

    /// One of the operand's own values a group, by key; nil is missing.
    package func values(of operand: DataType, _ pick: (UnsafeBufferPointer<Int64>) -> Int64?) -> Column {
        switch operand.physical {
        case .codes:
            let codes = (0..<groupCount).map { pick(self[$0]).map { UInt32($0) } ?? Missing.code }
            guard let dictionary else { return Column(type: operand, values: codes.map { _ in .missing }) }
            let packed = codes.withUnsafeBufferPointer { Codes($0, maximum: dictionary.count) }
            return Column(type: operand, storage: .codes(packed, dictionary))
        case .numbers:
            return numbers(operand) { pick(self[$0]).map(OrderedKey.number) ?? Missing.number }
        case .bytes:
            let bytes = (0..<groupCount).map { pick(self[$0]).map { UInt8($0) } ?? Missing.boolean }
            return Column(type: operand, storage: .bytes(Buffer(bytes)))
        default:
            return integers(operand) { pick(self[$0]) ?? Missing.integer }
        }
    }
}
