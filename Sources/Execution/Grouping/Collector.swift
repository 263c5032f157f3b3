import Columnar
import Functions

/// The known values of an operand with the group of each, in the order of the rows however many threads found them.
final class Collector {
    private var groups = Growing<UInt32>()
    private var keys = Growing<Int64>()
    private var count = 0
    /// Which stretch of `groups` and `keys` each morsel wrote.
    private var morsels: [(index: Int, start: Int, end: Int)] = []
    private(set) var leftOut = 0
    private(set) var dictionary: TextDictionary?

    func begin(morsel index: Int) { morsels.append((index, count, count)) }
    func endMorsel() { morsels[morsels.count - 1].end = count }

    /// Appends the known values of a batch, without a branch a row.
    func update(groups source: UnsafePointer<UInt32>, values: Vector) {
        let added: Int
        switch values.storage {
        case .integers(let items): added = append(source, items, values.count, { $0 != Missing.integer }, { $0 })
        case .numbers(let items): added = append(source, items, values.count, { !$0.isNaN }, OrderedKey.key)
        case .codes(let items, let dictionary):
            self.dictionary = dictionary
            added = append(source, items, values.count, { $0 != Missing.code }, { Int64($0) })
        case .bytes(let items): added = append(source, items, values.count, { $0 != Missing.boolean }, { Int64($0) })
        case .pairs(let first, let second): added = append(source, first, second, values.count)
        }
        leftOut += values.count - added
    }

    @inline(__always)
    private func append<Item>(
        _ source: UnsafePointer<UInt32>, _ items: UnsafePointer<Item>, _ rows: Int, _ isKnown: (Item) -> Bool,
        _ key: (Item) -> Int64
    ) -> Int {
        let targetGroups = groups.reserve(count + rows, used: count) + count
        let targetKeys = keys.reserve(count + rows, used: count) + count
        var added = 0
        var row = 0
        while row < rows {
            targetGroups[added] = source[row]
            targetKeys[added] = key(items[row])
            added &+= isKnown(items[row]) ? 1 : 0
            row &+= 1
        }
        count += added
        return added
    }

    /// Both numbers of a pair, one behind the other.
    private func append(
        _ source: UnsafePointer<UInt32>, _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ rows: Int
    ) -> Int {
        let targetGroups = groups.reserve(count + 2 * rows, used: count) + count
        let targetKeys = keys.reserve(count + 2 * rows, used: count) + count
        var added = 0
        for row in 0..<rows where !first[row].isNaN {
            for (offset, value) in [first[row], second[row]].enumerated() {
                targetGroups[2 * added + offset] = source[row]
                targetKeys[2 * added + offset] = OrderedKey.key(value)
            }
            added += 1
        }
        count += 2 * added
        return added
    }

    /// The values of all threads' collectors, partitioned by `mapping[group]`, each group in row order.
    static func partition(_ parts: [Collector], mapping: [UInt32], groupCount: Int) -> CollectedValues {
        var offsets = [Int](repeating: 0, count: groupCount + 1)
        offsets.withUnsafeMutableBufferPointer { offsets in
            mapping.withUnsafeBufferPointer { mapping in
                for part in parts {
                    let groups = part.groups.base
                    var index = 0
                    while index < part.count {
                        offsets[Int(mapping[Int(groups[index])]) &+ 1] &+= 1
                        index &+= 1
                    }
                }
            }
        }
        for group in 0..<groupCount { offsets[group + 1] += offsets[group] }
        let target = Buffer<Int64>(uninitialized: offsets[groupCount])
        var next = offsets
        let runs = parts.flatMap { part in part.morsels.map { (part, $0) } }.sorted { $0.1.index < $1.1.index }
        next.withUnsafeMutableBufferPointer { next in
            mapping.withUnsafeBufferPointer { mapping in
                for (part, run) in runs {
                    let (groups, keys) = (part.groups.base, part.keys.base)
                    var index = run.start
                    while index < run.end {
                        let group = Int(mapping[Int(groups[index])])
                        target.base[next[group]] = keys[index]
                        next[group] &+= 1
                        index &+= 1
                    }
                }
            }
        }
        return CollectedValues(keys: target, offsets: offsets, dictionary: parts.lazy.compactMap(\.dictionary).first)
    }
}

/// Memory that doubles when it is full.
private struct Growing<Element: BitwiseCopyable> {
    private var buffer = Buffer<Element>(uninitialized: 0)

    var base: UnsafeMutablePointer<Element> { buffer.base }

    /// Room for `capacity` elements, of which the first `used` are kept.
    mutating func reserve(_ capacity: Int, used: Int) -> UnsafeMutablePointer<Element> {
        if capacity > buffer.count {
            let larger = Buffer<Element>(uninitialized: max(capacity, buffer.count * 2))
            larger.base.update(from: buffer.base, count: used)
            buffer = larger
        }
        return buffer.base
    }
}
