import Columnar
import Functions
import Planning
import Semantics

/// One thread's compiled pipeline and states.
final class GroupWorker {
    let selection: Selection
    let coders: [DimensionCoder]
    let dimensions: [VectorExpression]
    let operands: [OperandState]
    let counts: GroupCounts
    private var lookups: [GroupLookup?] = []
    /// Rows by the other buckets, where those are known.
    let otherCounts: Buffer<Int64>
    private let buckets: [VectorExpression]
    private let axis: Int?
    private let groups: GroupNumbers
    private let batchSize: Int
    private var narrow: NarrowGrouping?
    private var byRuns: RunGrouping?
    /// Runs that had no split before any had one.
    private var runsWithoutSplit = 0
    /// Whether the rows of each group are all that is asked for.
    private let countsOnly: Bool
    /// Whether no operand counts the rows of narrow groups.
    private let countsRows: Bool
    /// Whether operands need no memory for a batch.
    private let foldsInPlace: Bool

    /// So many rows have groups that are numbers at a time.
    private static let numberedRows = 2_048
    /// After so many runs without a split none is looked for: weekdays differ within all of them.
    private static let patience = 8
    /// Fewer rows are sorted sooner than counted.
    private static let minimumRankedRows = 256
    /// The sample: so many pieces of so many rows.
    private static let (samplePieces, samplePiece) = (16, 64)

    init(_ scan: GroupScan, groupCount: Int) {
        let capacity = scan.options.batchSize
        batchSize = capacity
        selection = Selection(scan.pipeline.conditions.map(scan.compiler.compileCondition), capacity: capacity)
        coders = scan.coders
        dimensions = scan.dimensions.map(scan.compiler.compile)
        let findsRanks =
            1...RankSelection.groupLimit ~= groupCount && scan.table.rowCount >= GroupWorker.minimumRankedRows
        let counts = GroupCounts(groupCount: groupCount)
        self.counts = counts
        // What shares its pass over the rows with nothing else may count them.
        let isAlone = scan.pipeline.operands.filter { $0.expression != nil || $0.condition != nil }.count == 1
        operands = scan.pipeline.operands.map {
            let bucket = $0.bucket.flatMap { bucket in
                scan.buckets.firstIndex { $0.description == bucket.description }
            }
            return OperandState(
                $0, scan.pipeline, scan.compiler, groupCount: groupCount, capacity: capacity, bucket: bucket,
                findsRanks: findsRanks, counts: isAlone ? counts : nil)
        }
        otherCounts = Buffer(repeating: 0, count: scan.buckets.isEmpty ? 0 : groupCount)
        buckets = scan.buckets.map(scan.compiler.compile)
        axis = scan.pipeline.stage.axis?.dimension
        groups = GroupNumbers(capacity: capacity)
        countsRows = !operands.contains(where: \.countsRows)
        countsOnly = operands.allSatisfy(\.isIdle) && buckets.isEmpty
        foldsInPlace = operands.allSatisfy(\.foldsInPlace) && buckets.isEmpty && !countsOnly
    }

    /// The scales of the operands that have quantiles, by a few rows from all over the table.
    func sampledScales(rowCount: Int) -> [RankScale?] {
        operands.map { operand in
            guard !operand.rankedCalls.isEmpty else { return nil }
            var (low, high) = (Double.infinity, -Double.infinity)
            for piece in 0..<GroupWorker.samplePieces {
                let start = piece * rowCount / GroupWorker.samplePieces
                let count = min(GroupWorker.samplePiece, batchSize, rowCount - start)
                let batch = selection.apply(Batch(start: start, count: count, rows: nil))
                guard batch.count > 0, let bounds = operand.bounds(batch) else { continue }
                (low, high) = (min(low, bounds.low), max(high, bounds.high))
            }
            if low > high { (low, high) = (0, Double(Milliseconds.day)) }
            return RankScale(low: low, high: high, groupCount: counts.groupCount)
        }
    }

    /// Gets ready to find quantiles; all threads use the same scales.
    func use(_ scales: [RankScale?]) {
        for (operand, scale) in zip(operands, scales) {
            if let scale { operand.useScale(scale) }
        }
    }

    /// Dimensions that are look-ups by code become look-ups of their share of the group number.
    func makeLookups(strides: [UInt32]) {
        lookups = coders.indices.map { GroupLookup(dimensions[$0], coders[$0], stride: strides[$0]) }
        narrow = NarrowGrouping(lookups, capacity: batchSize)
        byRuns = countsOnly ? RunGrouping(lookups) : nil
    }

    /// Nil for what must be evaluated first.
    func lookup(_ position: Int, _ bucket: Int?) -> GroupLookup? {
        bucket != nil && position == axis ? nil : lookups[position]
    }

    /// The values of a dimension; on the time axis those of another bucket, where one is asked for.
    func dimension(_ position: Int, _ bucket: Int?) -> VectorExpression {
        if let bucket, position == axis { return buckets[bucket] }
        return dimensions[position]
    }

    func process(
        morsel: Int, _ start: Int, _ end: Int, assign: (Batch, Int?, UnsafeMutablePointer<UInt32>) -> Void
    ) {
        if selection.isEmpty(start, end) { return }
        for operand in operands { operand.begin(morsel: morsel, rows: end - start) }
        let run = Batch(start: start, count: end - start, rows: nil)
        // What takes no memory a row is not cut into batches, each of which costs as much as a hundred rows.
        if foldsInPlace, selection.isFull(start, end), let found = narrow?.groupsInPlace(run) {
            return fold(run, found)
        }
        if countsOnly, byRuns == nil, countInPlace(run) { return }
        var start = start
        while start < end {
            let next = min(start + batchSize, end)
            process(Batch(start: start, count: next - start, rows: nil), assign)
            start = next
        }
    }

    private func process(_ run: Batch, _ assign: (Batch, Int?, UnsafeMutablePointer<UInt32>) -> Void) {
        if let byRuns, byRuns.covers(run) {
            switch selection.select(run) {
            case .holds(let condition): byRuns.count(run, flags: condition.flags(run), counts)
            case .batch(let batch) where batch.rows == nil: byRuns.count(batch, flags: nil, counts)
            case .batch(let batch):
                assign(batch, nil, groups.setNumbers())
                counts.count(groups.numbers, batch.count)
            }
            return
        }
        // Where a year begins within a run, there are smaller runs without; numbers of many rows leave the cache.
        let split = narrow?.split(run)
        if split == nil, run.count > GroupWorker.numberedRows {
            let half = run.count / 2
            process(Batch(start: run.start, count: half, rows: nil), assign)
            return process(Batch(start: run.start + half, count: run.count - half, rows: nil), assign)
        }
        if narrow != nil, runsWithoutSplit < GroupWorker.patience {
            runsWithoutSplit = split == nil ? runsWithoutSplit + 1 : .max
            if runsWithoutSplit == GroupWorker.patience { narrow = nil }
        }
        let batch: Batch
        switch selection.select(run) {
        case .batch(let selected): batch = selected
        case .holds(let condition):
            if countsOnly, let split, let narrow, count(run, where: condition, narrow, split) { return }
            batch = selection.list(run, condition)
        }
        guard batch.count > 0 else { return }
        if let split, let found = narrow?.groups(batch, split) {
            fold(batch, found)
        } else {
            assign(batch, nil, groups.setNumbers())
            counts.count(groups.numbers, batch.count)
            fold(batch)
        }
        for bucket in buckets.indices {
            assign(batch, bucket, groups.setNumbers())
            for operand in operands where operand.bucket == bucket { operand.update(batch, groups: groups) }
            countKnown(batch, bucket)
        }
    }

    /// Counts the rows of a run of any length where both groups and condition are codes as they lie in memory.
    private func countInPlace(_ run: Batch) -> Bool {
        guard let found = narrow?.groupsInPlace(run), let bytes = found.fewBytes else { return false }
        let end = run.start + run.count
        if selection.isFull(run.start, end) {
            counts.count(found, run.count)
        } else if let condition = selection.only(run.start, end), condition.hasMarksInPlace,
            let marks = condition.marks(run)
        {
            counts.count(found, bytes, run.count, where: marks)
        } else {
            return false
        }
        return true
    }

    /// Counts the rows of a run on which a condition holds, unless their groups have no narrow codes.
    private func count(
        _ run: Batch, where condition: VectorExpression, _ narrow: NarrowGrouping, _ split: NarrowGrouping.Split
    ) -> Bool {
        if let found = narrow.groups(run, split), let bytes = found.fewBytes, let marks = condition.marks(run) {
            counts.count(found, bytes, run.count, where: marks)
        } else if let (found, rows) = narrow.groups(run, where: condition, split) {
            counts.count(found, rows)
        } else {
            return false
        }
        return true
    }

    private func fold(_ batch: Batch, _ found: NarrowGroups) {
        groups.set(countsRows ? counts.count(found, batch.count) : found, count: batch.count)
        fold(batch)
    }

    /// Folds the rows of a batch by their groups.
    private func fold(_ batch: Batch) {
        if countsOnly { return }
        for operand in operands where operand.bucket == nil { operand.update(batch, groups: groups) }
    }

    /// Brings what operands have still to add to their states there, and the rows that they count to the others.
    func settle() { for operand in operands { operand.settle() } }

    /// Groups of rows that have the other bucket exist; the rest have no place on the axis.
    private func countKnown(_ batch: Batch, _ bucket: Int) {
        guard case .integers(let ordinals) = buckets[bucket].evaluate(batch).storage else { return }
        let numbers = groups.numbers
        for row in 0..<batch.count where ordinals[row] != Missing.integer {
            otherCounts.base[Int(numbers[row])] += 1
        }
    }
}
