import Columnar
import Functions

/// The known values of an operand with the group of each, in the order of the rows however many threads found them.
final class Collector {
    private var groups: [UInt32] = []
    private var keys: [Int64] = []
    /// Which stretch of `groups` and `keys` each morsel wrote.
    private var morsels: [(index: Int, start: Int, end: Int)] = []
    private(set) var leftOut = 0
    private(set) var dictionary: TextDictionary?

    func begin(morsel index: Int) { morsels.append((index, groups.count, groups.count)) }
    func endMorsel() { morsels[morsels.count - 1].end = groups.count }

    /// Appends the known values of a batch.
    func update(groups source: UnsafePointer<UInt32>, values: Vector) {
        let count = values.count
        let before = groups.count
        groups.reserveCapacity(before + count)
        keys.reserveCapacity(before + count)
        switch values.storage {
        case .integers(let items):
            for index in 0..<count where items[index] != Missing.integer { append(source[index], items[index]) }
        case .numbers(let items):
            for index in 0..<count where !items[index].isNaN { append(source[index], OrderedKey.key(items[index])) }
        case .codes(let items, let dictionary):
            self.dictionary = dictionary
            for index in 0..<count where items[index] != Missing.code { append(source[index], Int64(items[index])) }
        case .bytes(let items):
            for index in 0..<count where items[index] != Missing.boolean { append(source[index], Int64(items[index])) }
        case .pairs: break
        }
        leftOut += count - (groups.count - before)
    }

    @inline(__always) private func append(_ group: UInt32, _ key: Int64) {
        groups.append(group)
        keys.append(key)
    }

    /// The values of all threads' collectors, partitioned by `mapping[group]`, each group in row order.
    static func partition(_ parts: [Collector], mapping: [UInt32], groupCount: Int) -> PartitionedValues {
        var offsets = [Int](repeating: 0, count: groupCount + 1)
        for part in parts {
            for group in part.groups { offsets[Int(mapping[Int(group)]) + 1] += 1 }
        }
        for group in 0..<groupCount { offsets[group + 1] += offsets[group] }
        let total = offsets[groupCount]
        let target = UnsafeMutableBufferPointer<Int64>.allocate(capacity: max(total, 1))
        var next = offsets
        let runs = parts.flatMap { part in part.morsels.map { (part, $0) } }.sorted { $0.1.index < $1.1.index }
        next.withUnsafeMutableBufferPointer { next in
            mapping.withUnsafeBufferPointer { mapping in
                for (part, run) in runs {
                    part.groups.withUnsafeBufferPointer { groups in
                        part.keys.withUnsafeBufferPointer { keys in
                            for index in run.start..<run.end {
                                let group = Int(mapping[Int(groups[index])])
                                target[next[group]] = keys[index]
                                next[group] &+= 1
                            }
                        }
                    }
                }
            }
        }
        let dictionary = parts.lazy.compactMap(\.dictionary).first
        return PartitionedValues(keys: target, offsets: offsets, dictionary: dictionary)
    }
}

/// Owns the memory of collected values.
final class PartitionedValues {
    let values: CollectedValues
    private let memory: UnsafeMutableBufferPointer<Int64>

    init(keys: UnsafeMutableBufferPointer<Int64>, offsets: [Int], dictionary: TextDictionary?) {
        memory = keys
        values = CollectedValues(
            keys: UnsafeMutableBufferPointer(rebasing: keys[0..<(offsets.last ?? 0)]), offsets: offsets,
            dictionary: dictionary)
    }

    deinit { memory.deallocate() }
}
