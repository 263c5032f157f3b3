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
    let counts: Buffer<UInt32>
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
        counts = Buffer(repeating: 0, count: groupCount << scale.bits)
    }

    /// Room for a morsel of so many rows.
    package func begin(rows: Int) { parts.append(Part(capacity: rows)) }

    /// Counts a batch, the rows from `start` or the listed ones.
    package func update(
        groups: UnsafePointer<UInt32>, values: Vector, start: Int, rows: UnsafePointer<UInt32>?
    ) {
        guard let part = parts.last else { return }
        let cells = part.cells.base + part.count
        scale.cells(values, groups: groups, cells)
        tally_count_cells(cells, values.count, counts.base)
        if let rows {
            let list = part.rows ?? Buffer(uninitialized: part.cells.count)
            part.rows = list
            (list.base + part.count).update(from: rows, count: values.count)
        }
        part.runs.append(Run(start: start, count: values.count, isListed: rows != nil))
        part.count += values.count
    }

    /// How many rows have no value.
    package var leftOut: Int {
        stride(from: 0, to: counts.count, by: 1 << scale.bits).reduce(0) { $0 + Int(counts[$1]) }
    }

    /// Keeps the keys of the values in the cells that have a list.
    func gather(_ lists: Buffer<UInt32>) {
        let wanted = Buffer(lists.elements.map { UInt8($0 == 0 ? 0 : 1) })
        let list = Buffer(lists.elements.indices.filter { lists[$0] > 0 }.map { UInt16($0) })
        let places = Buffer<UInt32>(uninitialized: capacity)
        let rows = Buffer<UInt32>(uninitialized: capacity)
        var found: [(list: UInt32, key: Int64)] = []
        for part in parts {
            var first = 0
            for run in part.runs {
                let cells = part.cells.base + first
                let count = tally_find_cells(cells, run.count, wanted.base, list.base, list.count, places.base)
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

    private func keys(_ values: Vector) -> (Int) -> Int64 {
        switch values.storage {
        case .integers(let items): { items[$0] }
        case .numbers(let items): { OrderedKey.key(items[$0]) }
        default: preconditionFailure("only numbers have quantiles")
        }
    }
}
