import Columnar
import Functions

/// Groups by key: for more combinations of values than an array has room for.
extension GroupScan {
    /// Some dimensions whose codes make one key with the numbers that the ones before gave, and the keys that occur.
    private struct Round {
        let dimensions: Range<Int>
        /// How many numbers the dimensions before have; 1 for the first ones.
        let base: UInt64
        let keys: Buffer<UInt64>
    }

    /// One thread's conditions and dimensions.
    private final class KeyWorker {
        let scan: GroupWorker
        let codes: Buffer<UInt32>

        init(_ scan: GroupWorker, capacity: Int) {
            self.scan = scan
            codes = Buffer(uninitialized: capacity)
        }
    }

    /// A first pass gives each row that passes the conditions the number of its combination, a second one folds.
    func sparse() throws(ExecutionError) -> GroupTable {
        var rounds: [Round] = []
        // By the stage's own buckets, then by each of the others, the numbers of all rows.
        var numbers: Buffer<UInt32>?
        var count = 1
        while (rounds.last?.dimensions.upperBound ?? 0) < coders.count {
            let first = rounds.last?.dimensions.upperBound ?? 0
            let dimensions = first..<limit(from: first, base: count)
            let keys = try keys(dimensions, base: UInt64(count), numbers)
            let made = try KeyNumbering(keys, options)
            rounds.append(Round(dimensions: dimensions, base: UInt64(count), keys: made.distinct))
            (numbers, count) = (made.numbers, made.distinct.count)
        }
        guard let numbers else { preconditionFailure("groups without dimensions are one") }
        var scales: [RankScale?]?
        let rowCount = table.rowCount
        let workers = try Morsels.run(rowCount: rowCount, options: options) {
            worker(groupCount: count, &scales)
        } body: { worker, morsel, start, end in
            worker.process(morsel: morsel, start, end) { batch, bucket, groups in
                let own = numbers.base + (bucket.map { $0 + 1 } ?? 0) * rowCount
                for row in 0..<batch.count { groups[row] = own[batch.row(row)] }
            }
        }
        return finish(workers, groupCount: count) { codes($0, rounds) }
    }

    /// How far dimensions fit into one key of 63 bits; one more always does.
    private func limit(from first: Int, base: Int) -> Int {
        var product = UInt64(base)
        var end = first
        while end < coders.count {
            let (next, isBeyond) = product.multipliedReportingOverflow(by: UInt64(coders[end].codeCount))
            if end > first, isBeyond || next > UInt64(Int64.max) { break }
            product = next
            end += 1
        }
        return end
    }

    /// The keys of all rows, once for each kind of bucket; rows that do not pass the conditions have none.
    private func keys(
        _ dimensions: Range<Int>, base: UInt64, _ numbers: Buffer<UInt32>?
    ) throws(ExecutionError) -> Buffer<UInt64> {
        let (rowCount, size, variants) = (table.rowCount, options.batchSize, buckets.count + 1)
        let keys = Buffer<UInt64>(uninitialized: rowCount * variants)
        keys.base.update(repeating: KeyNumbering.none, count: keys.count)
        _ = try Morsels.run(rowCount: rowCount, options: options) {
            KeyWorker(GroupWorker(self, groupCount: 0), capacity: size)
        } body: { worker, _, start, end in
            for first in stride(from: start, to: end, by: size) {
                let run = Batch(start: first, count: min(size, end - first), rows: nil)
                let batch = worker.scan.selection.apply(run)
                for variant in 0..<variants {
                    let own = keys.base + variant * rowCount
                    for row in 0..<batch.count {
                        let place = batch.row(row)
                        own[place] = numbers.map { UInt64($0.base[variant * rowCount + place]) } ?? 0
                    }
                    var stride = base
                    for position in dimensions {
                        let codes = worker.codes.base
                        codes.update(repeating: 0, count: batch.count)
                        let dimension = worker.scan.dimension(position, variant == 0 ? nil : variant - 1)
                        worker.scan.coders[position].add(dimension.evaluate(batch), stride: 1, to: codes)
                        for row in 0..<batch.count { own[batch.row(row)] &+= UInt64(codes[row]) &* stride }
                        stride &*= UInt64(worker.scan.coders[position].codeCount)
                    }
                }
            }
        }
        return keys
    }

    /// The codes of each dimension for some groups.
    private func codes(_ groups: [Int], _ rounds: [Round]) -> [[UInt32]] {
        var columns = coders.map { _ in [UInt32](repeating: 0, count: groups.count) }
        for (index, group) in groups.enumerated() {
            var number = group
            for round in rounds.reversed() {
                let (above, before) = round.keys.base[number].quotientAndRemainder(dividingBy: round.base)
                var rest = above
                for position in round.dimensions {
                    let code: UInt64
                    (rest, code) = rest.quotientAndRemainder(dividingBy: UInt64(coders[position].codeCount))
                    columns[position][index] = UInt32(truncatingIfNeeded: code)
                }
                number = Int(before)
            }
        }
        return columns
    }
}
