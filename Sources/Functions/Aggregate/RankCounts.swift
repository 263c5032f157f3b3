import Columnar

/// One thread's share of the work of `RankSelection`: it counts its parts by group and bucket, and then picks the values of
/// some buckets.
final class RankCounts: @unchecked Sendable {
    private let parts: [CollectedPart]
    private let counts: Buffer<UInt32>
    /// The cell of each value, part by part.
    private let cells: [Buffer<UInt32>]
    private(set) var gathered: [(list: UInt32, key: Int64)] = []

    init(_ parts: [CollectedPart], cells: Int) {
        self.parts = parts
        counts = Buffer(repeating: 0, count: cells)
        self.cells = parts.map { Buffer(uninitialized: $0.count) }
    }

    func count(_ scale: RankScale, _ mapping: [UInt32]) {
        mapping.withUnsafeBufferPointer { mapping in
            guard let mapping = mapping.baseAddress else { return }
            let counts = counts.base
            for (part, cells) in zip(parts, cells) {
                scale.cells(part, mapping, cells.base)
                let (cells, count) = (cells.base, part.count)
                var index = 0
                while index < count {
                    counts[Int(cells[index])] &+= 1
                    index &+= 1
                }
            }
        }
    }

    func add(to totals: Buffer<UInt32>) {
        let (totals, counts, count) = (totals.base, counts.base, counts.count)
        for cell in 0..<count { totals[cell] &+= counts[cell] }
    }

    /// Keeps the values of the cells that have a list.
    func gather(_ lists: Buffer<UInt32>) {
        let lists = lists.base
        var found: [(list: UInt32, key: Int64)] = []
        for (part, cells) in zip(parts, cells) {
            let (cells, keys, count) = (cells.base, part.keys.base, part.count)
            var index = 0
            while index < count {
                let list = lists[Int(cells[index])]
                if list != 0 { found.append((list, keys[index])) }
                index &+= 1
            }
        }
        gathered = found
    }
}
