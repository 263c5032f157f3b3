package import Columnar

/// The known values of an operand, group by group, in the order of the rows however many threads found them.
package final class CollectedValues {
    /// The operand's dictionary when it is text.
    package let dictionary: TextDictionary?
    package let groupCount: Int
    private let source: Source

    /// Where the values come from.
    package struct Source {
        /// In the order of the rows.
        let parts: [CollectedPart]
        /// From the groups of the parts to those of the values.
        let mapping: [UInt32]

        package init(parts: [CollectedPart], mapping: [UInt32]) { (self.parts, self.mapping) = (parts, mapping) }
    }

    /// The values one group behind the other, and where each group starts: made when a group is first asked for.
    private lazy var partition = makePartition()
    /// The order statistics of all groups, where they can be found without a partition.
    private let selection: RankSelection?
    private var sortedGroups: [[Int64]?]

    package init(_ source: Source, groupCount: Int, dictionary: TextDictionary?) {
        self.source = source
        selection = nil
        self.groupCount = groupCount
        self.dictionary = dictionary
        sortedGroups = Array(repeating: nil, count: groupCount)
    }

    /// Order statistics alone, without the values that they are of.
    package init(_ selection: RankSelection, groupCount: Int) {
        source = Source(parts: [], mapping: [])
        self.selection = selection
        self.groupCount = groupCount
        dictionary = nil
        sortedGroups = Array(repeating: nil, count: groupCount)
    }

    /// One group's values in order; several aggregates share them.
    func sorted(_ group: Int) -> [Int64] {
        if let known = sortedGroups[group] { return known }
        let made = SortedKeys.sorted(self[group])
        sortedGroups[group] = made
        return made
    }

    /// The values of a group at the place that a fraction of it names, and the share of the way to the next; nil when the
    /// group has none.
    func quantile(_ group: Int, _ fraction: Double) -> (low: Int64, high: Int64, share: Double)? {
        if let selection { return selection.quantile(group, fraction) }
        let count = self[group].count
        guard count > 0 else { return nil }
        let place = QuantilePlace(fraction, count: count)
        let ordered = sorted(group)
        return (ordered[place.rank], ordered[min(place.rank + 1, count - 1)], place.share)
    }

    /// The values of one group. Aggregates may read them but must not reorder them: others share them.
    package subscript(group: Int) -> UnsafeBufferPointer<Int64> {
        let (keys, offsets) = partition
        return UnsafeBufferPointer(start: keys.base + offsets[group], count: offsets[group + 1] - offsets[group])
    }

    private func makePartition() -> (keys: Buffer<Int64>, offsets: [Int]) {
        var offsets = [Int](repeating: 0, count: groupCount + 1)
        return source.mapping.withUnsafeBufferPointer { mapping in
            offsets.withUnsafeMutableBufferPointer { offsets in
                for part in source.parts {
                    let (groups, count) = (part.groups.base, part.count)
                    var index = 0
                    while index < count {
                        offsets[Int(mapping[Int(groups[index])]) &+ 1] &+= 1
                        index &+= 1
                    }
                }
                for group in 0..<groupCount { offsets[group + 1] += offsets[group] }
            }
            let target = Buffer<Int64>(uninitialized: offsets[groupCount])
            var next = offsets
            next.withUnsafeMutableBufferPointer { next in
                for part in source.parts {
                    let (groups, keys, count) = (part.groups.base, part.keys.base, part.count)
                    var index = 0
                    while index < count {
                        let group = Int(mapping[Int(groups[index])])
                        target.base[next[group]] = keys[index]
                        next[group] &+= 1
                        index &+= 1
                    }
                }
            }
            return (target, offsets)
        }
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
            return Column.texts(codes, dictionary)
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
