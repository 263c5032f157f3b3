import Columnar
import Functions

/// The known values of an operand with the group of each, found by one thread: a part for each morsel.
final class Collector {
    private(set) var parts: [CollectedPart] = []
    private(set) var leftOut = 0
    private(set) var dictionary: TextDictionary?

    private let valuesPerRow: Int

    /// - Parameter type: the operand's; the two numbers of a pair are two values.
    init(_ type: DataType) { valuesPerRow = type.physical == .pairs ? 2 : 1 }

    /// Room for the values of a morsel of so many rows.
    func begin(morsel index: Int, rows: Int) {
        parts.append(CollectedPart(index: index, capacity: valuesPerRow * rows))
    }

    /// Appends the known values of a batch, without a branch a row.
    func update(groups source: UnsafePointer<UInt32>, values: Vector) {
        let added: Int
        switch values.storage {
        case .integers(let items): added = append(source, items, values.count, { $0 != Missing.integer }, { $0 })
        case .numbers(let items):
            // The key of a missing value is thrown away.
            added = append(source, items, values.count, { !$0.isNaN }, OrderedKey.key)
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
        guard let part = parts.last else { return 0 }
        let targetGroups = part.groups.base + part.count
        let targetKeys = part.keys.base + part.count
        var added = 0
        var row = 0
        while row < rows {
            targetGroups[added] = source[row]
            targetKeys[added] = key(items[row])
            added &+= isKnown(items[row]) ? 1 : 0
            row &+= 1
        }
        part.count += added
        return added
    }

    /// Both numbers of a pair, one behind the other.
    private func append(
        _ source: UnsafePointer<UInt32>, _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ rows: Int
    ) -> Int {
        guard let part = parts.last else { return 0 }
        let start = part.count
        for row in 0..<rows where !first[row].isNaN {
            for value in [first[row], second[row]] {
                part.groups[part.count] = source[row]
                part.keys[part.count] = OrderedKey.key(value)
                part.count += 1
            }
        }
        return (part.count - start) / 2
    }

    /// The values of all threads' collectors; group `g` becomes group `mapping[g]`.
    static func values(_ collectors: [Collector], mapping: [UInt32], groupCount: Int) -> CollectedValues {
        CollectedValues(
            CollectedValues.Source(
                parts: collectors.flatMap(\.parts).sorted { $0.index < $1.index }, mapping: mapping),
            groupCount: groupCount, dictionary: collectors.lazy.compactMap(\.dictionary).first)
    }
}
