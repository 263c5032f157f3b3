import Columnar
import Dispatch

/// Exact quantiles of all groups at once, without sorting and without bringing the values of a group together.
///
/// The values are counted by group and bucket, the counts say which few buckets hold the ranks that are asked for, and
/// only the values of those are sorted. Buckets are narrow near zero and wide far from it (`RankScale`), since most times to
/// close are short and some are years.
struct RankSelection {
    /// Beyond so many groups the counts no longer fit into the cache, and groups are small enough to sort.
    private static let groupLimit = 512
    private static let minimumCount = 256

    private let fractions: [Double]
    private let counts: [Int]
    /// By group and fraction the two order statistics around its place.
    private let found: [Int64]

    /// Nil where sorting each group is as good.
    init?(_ source: CollectedValues.Source, groupCount: Int) {
        let parts = source.parts
        let fractions = Array(Set(source.fractions)).sorted()
        guard groupCount > 0, groupCount <= RankSelection.groupLimit, !fractions.isEmpty,
            parts.reduce(0, { $0 + $1.count }) >= RankSelection.minimumCount
        else { return nil }
        let scale = RankScale(parts, areDoubles: source.areDoubles, bits: groupCount <= 64 ? 12 : 9)
        let workers = (0..<max(1, min(source.threads, parts.count))).map { worker in
            RankCounts(
                parts.indices.filter { $0 % max(1, min(source.threads, parts.count)) == worker }.map { parts[$0] },
                cells: groupCount << scale.bits)
        }
        DispatchQueue.concurrentPerform(iterations: workers.count) { workers[$0].count(scale, source.mapping) }
        let totals = Buffer<UInt32>(repeating: 0, count: groupCount << scale.bits)
        for worker in workers { worker.add(to: totals) }

        // The buckets that hold the ranks, numbered; a rank is the `rank`-th value of its bucket.
        var counts: [Int] = []
        var wanted: [(list: Int, rank: Int)] = []
        let lists = Buffer<UInt32>(repeating: 0, count: totals.count)
        var sizes: [Int] = []
        for group in 0..<groupCount {
            let cells = group << scale.bits..<(group + 1) << scale.bits
            let count = cells.reduce(0) { $0 + Int(totals[$1]) }
            counts.append(count)
            var (cell, before) = (cells.lowerBound, 0)
            for fraction in fractions {
                guard count > 0 else {
                    wanted += [(0, 0), (0, 0)]
                    continue
                }
                let place = QuantilePlace(fraction, count: count)
                // The next fraction's rank may lie before the second one of this fraction.
                for (isSecond, rank) in [(false, place.rank), (true, min(place.rank + 1, count - 1))] {
                    var (own, ownBefore) = (cell, before)
                    while ownBefore + Int(totals[own]) <= rank {
                        ownBefore += Int(totals[own])
                        own += 1
                    }
                    if !isSecond { (cell, before) = (own, ownBefore) }
                    if lists[own] == 0 {
                        sizes.append(Int(totals[own]))
                        lists[own] = UInt32(sizes.count)
                    }
                    wanted.append((Int(lists[own]), rank - ownBefore))
                }
            }
        }
        DispatchQueue.concurrentPerform(iterations: workers.count) { workers[$0].gather(lists) }
        var values = sizes.map { size -> [Int64] in
            var values: [Int64] = []
            values.reserveCapacity(size)
            return values
        }
        for worker in workers { for (list, key) in worker.gathered { values[Int(list) - 1].append(key) } }
        for list in values.indices { values[list].sort() }
        self.fractions = fractions
        self.counts = counts
        found = wanted.map { $0.list == 0 ? Missing.integer : values[$0.list - 1][$0.rank] }
    }

    /// As `CollectedValues.quantile`.
    func quantile(_ group: Int, _ fraction: Double) -> (low: Int64, high: Int64, share: Double)? {
        guard counts[group] > 0, let position = fractions.firstIndex(of: fraction) else { return nil }
        let place = 2 * (group * fractions.count + position)
        return (found[place], found[place + 1], QuantilePlace(fraction, count: counts[group]).share)
    }
}
