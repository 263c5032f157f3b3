import Columnar
import Semantics

/// The first few rows in the order of some numbers: each thread keeps the best that it has met, and a row behind the last of
/// them is turned away by one comparison, or a whole batch by the bounds of its blocks.
struct TopRows {
    private static let maximum = 1_000

    private let conditions: [BoundExpression]
    private let sort: [SortKey]
    private let limit: Int
    private let rowCount: Int
    private let options: ExecutionOptions
    private let compiler: ExpressionCompiler

    /// Nil where everything has to be sorted: without a small limit, or by text, whose order costs more than one number.
    init?(
        _ conditions: [BoundExpression], _ stage: ListStage, rowCount: Int, _ options: ExecutionOptions,
        _ compiler: ExpressionCompiler
    ) {
        guard let limit = stage.limit, 1...TopRows.maximum ~= limit, !stage.sort.isEmpty,
            stage.sort.allSatisfy({ ![.codes, .pairs].contains($0.expression.type.physical) })
        else { return nil }
        (self.conditions, self.sort, self.limit) = (conditions, stage.sort, limit)
        (self.rowCount, self.options, self.compiler) = (rowCount, options, compiler)
    }

    /// The rows in order, ties in the order of the table, and how many passed the conditions.
    func run() throws(ExecutionError) -> (rows: Buffer<UInt32>, matched: Int) {
        let batches = promisingFirst()
        let (rowCount, size) = (rowCount, options.batchSize)
        var options = options
        options.morselSize = max(1, options.morselSize / size)
        let workers = try Morsels.run(rowCount: batches.count, options: options) {
            Worker(self)
        } body: { worker, _, start, end in
            for batch in batches[start..<end] {
                let first = batch.number * size
                worker.process(first, min(first + size, rowCount), promise: batch.promise)
            }
        }
        let best = workers.flatMap(\.best).sorted(by: Entry.precedes).prefix(limit)
        return (Buffer(best.map(\.row)), workers.reduce(0) { $0 + $1.matched })
    }

    /// The batches of the table, and a key before which none of their rows can come. Where blocks tell of the keys, those
    /// that promise most are first: once the best rows are found, the keys of the others need not be computed.
    private func promisingFirst() -> [(number: Int, promise: Int64)] {
        let worker = Worker(self)
        let count = (rowCount + options.batchSize - 1) / options.batchSize
        var batches = (0..<count).map { number in
            let start = number * options.batchSize
            return (number: number, promise: worker.promise(start, min(start + options.batchSize, rowCount)))
        }
        if batches.contains(where: { $0.promise != .min }) {
            batches.sort { $0.promise != $1.promise ? $0.promise < $1.promise : $0.number < $1.number }
        } else if improvesDownwards(worker) {
            // In an order against the table's every row would be the best so far: then the table is read from its end.
            batches.reverse()
        }
        return batches
    }

    /// Whether the last row comes before the first.
    private func improvesDownwards(_ worker: Worker) -> Bool {
        guard rowCount > 1, let first = worker.keys(0), let last = worker.keys(rowCount - 1) else { return false }
        return last.lexicographicallyPrecedes(first)
    }

    private struct Entry {
        let key: Int64
        /// The keys behind the first.
        let others: [Int64]
        let row: UInt32

        static func precedes(_ left: Entry, _ right: Entry) -> Bool {
            if left.key != right.key { return left.key < right.key }
            if left.others != right.others { return left.others.lexicographicallyPrecedes(right.others) }
            return left.row < right.row
        }
    }

    /// One thread's conditions, keys and best rows.
    private final class Worker {
        private let selection: Selection
        private let keys: [VectorExpression]
        private let descending: [Bool]
        private let limit: Int
        private(set) var best: [Entry] = []
        private(set) var matched = 0

        init(_ top: TopRows) {
            selection = Selection(
                top.conditions.map(top.compiler.compileCondition), capacity: top.options.batchSize)
            keys = top.sort.map { top.compiler.compile($0.expression) }
            descending = top.sort.map(\.isDescending)
            limit = top.limit
        }

        /// All keys of one row.
        func keys(_ row: Int) -> [Int64]? {
            zip(keys, descending).map { expression, isDescending in
                SortKeys.key(expression.evaluate(Batch(start: row, count: 1, rows: nil)), 0, isDescending)
            }
        }

        /// A key before which no row of some can come, by what their blocks tell.
        func promise(_ start: Int, _ end: Int) -> Int64 {
            guard let range = keys.first?.range(start, end), let isDescending = descending.first else { return .min }
            return isDescending ? ~range.high : min(range.low, .max - 1)
        }

        func process(_ start: Int, _ end: Int, promise: Int64) {
            let batch = selection.apply(Batch(start: start, count: end - start, rows: nil))
            matched += batch.count
            if best.count == limit, promise > best[limit - 1].key { return }
            guard batch.count > 0, let first = keys.first, let isDescending = descending.first else { return }
            let vector = first.evaluate(batch)
            switch vector.storage {
            case .integers(let values) where isDescending:
                // Missing is the smallest integer, and the last in both directions.
                offer(batch) { ~values[$0] }
            default: offer(batch) { SortKeys.key(vector, $0, isDescending) }
            }
        }

        @inline(__always)
        private func offer(_ batch: Batch, _ key: (Int) -> Int64) {
            var bound = best.count < limit ? Int64.max : best[limit - 1].key
            var others: [Vector]?
            for index in 0..<batch.count where key(index) <= bound {
                let vectors = others ?? keys.dropFirst().map { $0.evaluate(batch) }
                others = vectors
                let entry = Entry(
                    key: key(index),
                    others: zip(vectors, descending.dropFirst()).map { SortKeys.key($0, index, $1) },
                    row: UInt32(batch.row(index)))
                best.keepFirst(limit, entry, by: Entry.precedes)
                if best.count == limit { bound = best[limit - 1].key }
            }
        }
    }
}
