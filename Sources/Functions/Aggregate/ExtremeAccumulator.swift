import Columnar

/// The smallest or the largest known value of each group that is a number, a time or a duration.
///
/// Kept is the largest key: of what is to be the smallest the key is the value with its sign turned. Missing is the smallest
/// integer, which is its own opposite, so that it is no larger than any key and needs no test.
final class ExtremeAccumulator: Accumulator {
    private let type: DataType
    private let sign: Int64
    private let largest: Buffer<Int64>
    private(set) var leftOut = 0

    init(type: DataType, isSmallest: Bool, groupCount: Int) {
        self.type = type
        sign = isSmallest ? -1 : 1
        largest = Buffer(repeating: Missing.integer, count: groupCount)
    }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        switch values?.storage {
        case .integers(let items)?: fold(items, groups, count) { $0 }
        case .numbers(let items)?: fold(items, groups, count) { $0.isNaN ? Missing.integer : OrderedKey.key($0) }
        default: break
        }
    }

    @inline(__always)
    private func fold<Item>(
        _ items: UnsafePointer<Item>, _ groups: UnsafePointer<UInt32>, _ count: Int, key: (Item) -> Int64
    ) {
        let largest = largest.base
        var missing = 0
        if self.largest.count == 1 {
            var found = largest[0]
            for row in 0..<count {
                let key = key(items[row])
                missing &+= key == Missing.integer ? 1 : 0
                found = max(found, key &* sign)
            }
            largest[0] = found
        } else {
            for row in 0..<count {
                let key = key(items[row])
                missing &+= key == Missing.integer ? 1 : 0
                let group = Int(groups[row])
                if key &* sign > largest[group] { largest[group] = key &* sign }
            }
        }
        leftOut += missing
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? ExtremeAccumulator else { return }
        leftOut += other.leftOut
        for (group, target) in mapping.enumerated() {
            largest[Int(target)] = max(largest[Int(target)], other.largest[group])
        }
    }

    func finish() -> Column {
        let keys = largest.elements.map { $0 &* sign }
        guard type.physical == .numbers else { return Column(type: type, storage: .integers(Buffer(keys))) }
        let numbers = keys.map { $0 == Missing.integer ? Missing.number : OrderedKey.number($0) }
        return Column(type: type, storage: .numbers(Buffer(numbers)))
    }

    func empty(groupCount: Int) -> any Accumulator {
        ExtremeAccumulator(type: type, isSmallest: sign < 0, groupCount: groupCount)
    }
}
