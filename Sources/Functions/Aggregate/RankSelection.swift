import Columnar
import Dispatch

/// Exact quantiles of all groups at once, without sorting and without bringing the values of a group together.
///
/// The values are counted by group and bucket while the rows are read. The counts say which few buckets hold the ranks that
/// are asked for, and only the values of those are computed again and sorted.
package struct RankSelection {
    /// Beyond so many groups buckets would be wide, and groups are small enough to sort.
    package static let groupLimit = 512

    private let fractions: [Double]
    private let counts: [Int]
    /// By group and fraction the two order statistics around its place.
    private let found: [Int64]

    /// - Parameters:
    ///   - threads: the counts of all threads, on one scale.
    ///   - mapping: from the groups of the counts to those of the quantiles.
    package init(_ threads: [RankCounts], mapping: [UInt32], groupCount: Int, fractions: [Double]) {
        let fractions = Array(Set(fractions)).sorted()
        let bits = threads.first?.scale.bits ?? 0
        let size = 1 << bits
        let cellCount = threads.first?.counts.count ?? 0
        let totals = Buffer<UInt32>(repeating: 0, count: cellCount)
        for thread in threads {
            let counts = thread.counts
            for cell in 0..<cellCount { totals.base[cell] &+= counts.base[cell] }
        }

        // The groups that are parts of one stand side by side.
        let order = (0..<cellCount >> bits).sorted { (mapping[$0], $0) < (mapping[$1], $1) }
        let lists = Buffer<UInt32>(repeating: 0, count: cellCount)
        let histogram = Buffer<UInt32>(uninitialized: size)
        var counts = [Int](repeating: 0, count: groupCount)
        var wanted = [(list: Int, rank: Int)](repeating: (0, 0), count: groupCount * fractions.count * 2)
        var sizes: [Int] = []
        // By list.
        var ranks: [[Int]] = []
        var next = 0
        while next < order.count {
            let group = Int(mapping[order[next]])
            let members = order[next...].prefix { mapping[$0] == group }
            next += members.count
            histogram.base.update(repeating: 0, count: size)
            // The first cell of a group counts missing values.
            for member in members { for bucket in 1..<size { histogram[bucket] &+= totals[member << bits + bucket] } }
            let count = histogram.elements.reduce(0) { $0 + Int($1) }
            guard count > 0 else { continue }
            counts[group] = count
            var (bucket, before) = (0, 0)
            for (position, fraction) in fractions.enumerated() {
                let place = QuantilePlace(fraction, count: count)
                // The next fraction's rank may lie before the second one of this fraction.
                for (side, rank) in [place.rank, min(place.rank + 1, count - 1)].enumerated() {
                    var (own, ownBefore) = (bucket, before)
                    while ownBefore + Int(histogram[own]) <= rank {
                        ownBefore += Int(histogram[own])
                        own += 1
                    }
                    if side == 0 { (bucket, before) = (own, ownBefore) }
                    let cells = members.map { $0 << bits + own }
                    if lists[cells[0]] == 0 {
                        sizes.append(Int(histogram[own]))
                        ranks.append([])
                        for cell in cells { lists[cell] = UInt32(sizes.count) }
                    }
                    ranks[Int(lists[cells[0]]) - 1].append(rank - ownBefore)
                    wanted[2 * (group * fractions.count + position) + side] = (Int(lists[cells[0]]), rank - ownBefore)
                }
            }
        }
        let (values, offsets) = RankSelection.values(threads, lists, sizes, ranks)
        self.fractions = fractions
        self.counts = counts
        found = wanted.map { $0.list == 0 ? Missing.integer : values[offsets[$0.list - 1] + $0.rank] }
    }

    /// The values of every list, one list behind the other, with those of the given ranks in their places, and where each
    /// list starts.
    private static func values(
        _ threads: [RankCounts], _ lists: Buffer<UInt32>, _ sizes: [Int], _ ranks: [[Int]]
    ) -> (values: Buffer<Int64>, offsets: [Int]) {
        DispatchQueue.concurrentPerform(iterations: threads.count) { threads[$0].gather(lists) }
        var offsets = [0]
        for size in sizes { offsets.append(offsets[offsets.count - 1] + size) }
        let values = Buffer<Int64>(uninitialized: offsets[sizes.count])
        var next = offsets
        for thread in threads {
            for (list, key) in thread.gathered {
                values[next[Int(list) - 1]] = key
                next[Int(list) - 1] += 1
            }
        }
        let starts = offsets
        DispatchQueue.concurrentPerform(iterations: threads.count) { thread in
            for list in stride(from: thread, to: starts.count - 1, by: threads.count) {
                OrderSelection.place(
                    ranks[list].sorted(),
                    in: UnsafeMutableBufferPointer(
                        start: values.base + starts[list], count: starts[list + 1] - starts[list]))
            }
        }
        return (values, offsets)
    }

    /// As `CollectedValues.quantile`.
    func quantile(_ group: Int, _ fraction: Double) -> (low: Int64, high: Int64, share: Double)? {
        guard counts[group] > 0, let position = fractions.firstIndex(of: fraction) else { return nil }
        let place = 2 * (group * fractions.count + position)
        return (found[place], found[place + 1], QuantilePlace(fraction, count: counts[group]).share)
    }
}
