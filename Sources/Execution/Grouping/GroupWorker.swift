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
    private let groups: Buffer<UInt32>
    private let batchSize: Int

    init(_ scan: GroupScan, groupCount: Int) {
        let capacity = scan.options.batchSize
        batchSize = capacity
        selection = Selection(scan.pipeline.conditions.map(scan.compiler.compileCondition), capacity: capacity)
        coders = scan.coders
        dimensions = scan.dimensions.map(scan.compiler.compile)
        operands = scan.pipeline.operands.map {
            let bucket = $0.bucket.flatMap { bucket in
                scan.buckets.firstIndex { $0.description == bucket.description }
            }
            return OperandState(
                $0, scan.pipeline.stage, scan.compiler, groupCount: groupCount, capacity: capacity, bucket: bucket)
        }
        counts = GroupCounts(groupCount: groupCount)
        otherCounts = Buffer(repeating: 0, count: scan.buckets.isEmpty ? 0 : groupCount)
        buckets = scan.buckets.map(scan.compiler.compile)
        axis = scan.pipeline.stage.axis?.dimension
        groups = Buffer(uninitialized: capacity)
    }

    /// Dimensions that are look-ups by code become look-ups of their share of the group number.
    func makeLookups(strides: [UInt32]) {
        lookups = coders.indices.map { GroupLookup(dimensions[$0], coders[$0], stride: strides[$0]) }
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
        for operand in operands { operand.collector?.begin(morsel: morsel, rows: end - start) }
        var start = start
        while start < end {
            let next = min(start + batchSize, end)
            let batch = selection.apply(Batch(start: start, count: next - start, rows: nil))
            if batch.count > 0 {
                assign(batch, nil, groups.base)
                counts.count(groups.base, batch.count)
                for operand in operands where operand.bucket == nil { operand.update(batch, groups: groups.base) }
                for bucket in buckets.indices {
                    assign(batch, bucket, groups.base)
                    for operand in operands where operand.bucket == bucket {
                        operand.update(batch, groups: groups.base)
                    }
                    countKnown(batch, bucket)
                }
            }
            start = next
        }
    }

    /// Groups of rows that have the other bucket exist; the rest have no place on the axis.
    private func countKnown(_ batch: Batch, _ bucket: Int) {
        guard case .integers(let ordinals) = buckets[bucket].evaluate(batch).storage else { return }
        for row in 0..<batch.count where ordinals[row] != Missing.integer {
            otherCounts.base[Int(groups.base[row])] += 1
        }
    }
}
