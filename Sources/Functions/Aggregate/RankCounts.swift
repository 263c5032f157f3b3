import CKernels
package import Columnar

/// One thread's share of finding quantiles: how many values each cell (the bucket of a group) has, and in which cell each row
/// is, so that the values of a few cells can be found again. The values themselves are not kept: they would be four times
/// as much memory as the cells.
package final class RankCounts: @unchecked Sendable {
    /// The values of listed rows.
    package typealias Reader = (_ rows: UnsafePointer<UInt32>, _ count: Int) -> Vector

    /// The cells of a batch, and the rows that they are of: a run, or a list.
    private struct Run {
        let start: Int
        let count: Int
        let isListed: Bool
    }

    /// The runs of a morsel.
    private final class Part {
        let cells: Buffer<UInt16>
        var rows: Buffer<UInt32>?
        var count = 0
        var runs: [Run] = []

        init(capacity: Int) { cells = Buffer(uninitialized: capacity) }
    }

    let scale: RankScale
    /// The same for differences of times; nil until there is one.
    private var differenceScale: tally_difference_scale?
    private let totals: Buffer<UInt32>
    /// What is not yet in `totals`: narrow counts are half the memory.
    private let recent: Buffer<UInt16>
    private var recentRows = 0
    /// So many wanted cells of a group are compared with each row.
    private static let roundLimit = 12
    private let capacity: Int
    private let read: Reader
    private var parts: [Part] = []
    /// Values that `gather` has found, each with the number of its list from 1.
    private(set) var gathered: [(list: UInt32, key: Int64)] = []

    /// - Parameter capacity: the most rows that `read` takes at once, which is the largest batch.
    package init(_ scale: RankScale, groupCount: Int, capacity: Int, read: @escaping Reader) {
        self.scale = scale
        self.capacity = capacity
        self.read = read
        totals = Buffer(repeating: 0, count: groupCount << scale.bits)
        recent = Buffer(repeating: 0, count: groupCount << scale.bits)
    }

    /// Room for a morsel of so many rows.
    package func begin(rows: Int) { parts.append(Part(capacity: rows)) }

    /// Counts a batch, the rows from `start` or the listed ones.
    package func update(
        groups: UnsafePointer<UInt32>, values: Vector, start: Int, rows: UnsafePointer<UInt32>?
    ) {
        add(start: start, count: values.count, rows) { scale.cells(values, groups: groups, $0) }
    }

    /// Counts a batch of differences of times, which are less than 2 to the power of 31 units.
    package func update(groups: UnsafePointer<UInt32>, difference: TimeDifference, start: Int) {
        let scale = differenceScale ?? self.scale.differences(difference)
        differenceScale = scale
        add(start: start, count: difference.count, difference.rows) {
            tally_rank_differences(
                difference.left, difference.right, difference.rows, groups, difference.count, scale, $0)
        }
    }

    private func add(
        start: Int, count: Int, _ rows: UnsafePointer<UInt32>?, _ write: (UnsafeMutablePointer<UInt16>) -> Void
    ) {
        guard let part = parts.last else { return }
        let cells = part.cells.base + part.count
        write(cells)
        var counted = 0
        while counted < count {
            if recentRows == Int(UInt16.max) { settle() }
            let next = min(count - counted, Int(UInt16.max) - recentRows)
            tally_count_cells(cells + counted, next, recent.base)
            recentRows += next
            counted += next
        }
        if let rows {
            let list = part.rows ?? Buffer(uninitialized: part.cells.count)
            part.rows = list
            (list.base + part.count).update(from: rows, count: count)
        }
        part.runs.append(Run(start: start, count: count, isListed: rows != nil))
        part.count += count
    }

    private func settle() {
        let (from, to) = (recent.base, totals.base)
        var cell = 0
        while cell < totals.count {
            to[cell] &+= UInt32(from[cell])
            from[cell] = 0
            cell &+= 1
        }
        recentRows = 0
    }

    /// How many values each cell has.
    var counts: Buffer<UInt32> {
        if recentRows > 0 { settle() }
        return totals
    }

    /// How many rows have no value.
    package var leftOut: Int {
        let counts = counts
        return stride(from: 0, to: counts.count, by: 1 << scale.bits).reduce(0) { $0 + Int(counts[$1]) }
    }

    /// Keeps the keys of the values in the cells that have a list.
    func gather(_ lists: Buffer<UInt32>) {
        let wanted = Buffer(lists.elements.map { UInt8($0 == 0 ? 0 : 1) })
        let (tables, rounds) = tables(lists)
        let places = Buffer<UInt32>(uninitialized: capacity)
        let rows = Buffer<UInt32>(uninitialized: capacity)
        var found: [(list: UInt32, key: Int64)] = []
        for part in parts {
            var first = 0
            for run in part.runs {
                let cells = part.cells.base + first
                let count = tally_find_cells(
                    cells, run.count, wanted.base, tables.base, rounds, Int32(scale.bits), places.base)
                for index in 0..<count {
                    let place = Int(places[index])
                    rows[index] = run.isListed ? part.rows?[first + place] ?? 0 : UInt32(run.start + place)
                }
                let keys = keys(read(rows.base, count))
                for index in 0..<count { found.append((lists[Int(cells[Int(places[index])])], keys(index))) }
                first += run.count
            }
        }
        gathered = found
    }

    /// In each round one of the wanted cells of every group; no rounds where groups or rounds would be too many.
    private func tables(_ lists: Buffer<UInt32>) -> (tables: Buffer<UInt16>, rounds: Int) {
        let groupCount = lists.count >> scale.bits
        guard groupCount <= RankScale.wideGroups else { return (Buffer(uninitialized: 0), 0) }
        let cells = (0..<groupCount).map { group in
            (group << scale.bits..<(group + 1) << scale.bits).filter { lists[$0] > 0 }
        }
        let rounds = cells.map(\.count).max() ?? 0
        guard rounds <= RankCounts.roundLimit else { return (Buffer(uninitialized: 0), 0) }
        let tables = Buffer<UInt16>(uninitialized: rounds * RankScale.wideGroups)
        for place in 0..<tables.count {
            let (round, group) = place.quotientAndRemainder(dividingBy: RankScale.wideGroups)
            let none = ((group + 1) % RankScale.wideGroups) << scale.bits
            let cell = group < groupCount && round < cells[group].count ? cells[group][round] : none
            tables[place] = UInt16(cell)
        }
        return (tables, rounds)
    }

    private func keys(_ values: Vector) -> (Int) -> Int64 {
        switch values.storage {
        case .integers(let items): { items[$0] }
        case .numbers(let items): { OrderedKey.key(items[$0]) }
        default: preconditionFailure("only numbers have quantiles")
        }
    }
}
