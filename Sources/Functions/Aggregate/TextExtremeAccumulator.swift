import Columnar

/// The first or the last known text of each group in natural order: of those that occur, so that texts are compared once each
/// and not once a row.
final class TextExtremeAccumulator: Accumulator {
    private let isFirst: Bool
    private let occurring: DistinctCodesAccumulator
    private let groupCount: Int
    private var dictionary: TextDictionary?

    var leftOut: Int { occurring.leftOut }

    init(isFirst: Bool, groupCount: Int) {
        (self.isFirst, self.groupCount) = (isFirst, groupCount)
        occurring = DistinctCodesAccumulator(groupCount: groupCount)
    }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .codes(_, let dictionary)? = values?.storage else { return }
        self.dictionary = dictionary
        occurring.update(groups: groups, values: values, count: count)
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? TextExtremeAccumulator else { return }
        dictionary = dictionary ?? other.dictionary
        occurring.merge(other.occurring, mapping: mapping)
    }

    func finish() -> Column {
        var found = [UInt32](repeating: Missing.code, count: groupCount)
        guard let dictionary else { return Column(type: .text, values: found.map { _ in .missing }) }
        occurring.visit { group, code in
            guard code != Missing.code else { return }
            let current = found[group]
            let isBetter = isFirst ? dictionary.precedes(code, current) : dictionary.precedes(current, code)
            if current == Missing.code || isBetter { found[group] = code }
        }
        return Column.texts(found, dictionary)
    }

    func empty(groupCount: Int) -> any Accumulator { TextExtremeAccumulator(isFirst: isFirst, groupCount: groupCount) }
}
