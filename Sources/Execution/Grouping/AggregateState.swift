import Columnar
import Functions
import Planning
import Semantics

/// The states of all calls over one operand, in one thread.
final class OperandState {
    let operand: VectorExpression?
    let condition: VectorExpression?
    /// By the position of the call in the stage.
    private(set) var accumulators: [(call: Int, state: any Accumulator)] = []
    /// Shared by the calls that need all values.
    let collector: Collector?
    /// Which of the scan's other buckets the operand counts by; nil counts by the stage's own.
    let bucket: Int?
    let collectingCalls: [Int]
    /// Calls that count all rows of a group: the scan knows that without them.
    let countingCalls: [Int]
    private let rows: Buffer<UInt32>
    private let groups: Buffer<UInt32>

    init(
        _ plan: AggregatePipeline.Operand, _ stage: GroupedStage, _ compiler: ExpressionCompiler, groupCount: Int,
        capacity: Int, bucket: Int?
    ) {
        self.bucket = bucket
        operand = plan.expression.map(compiler.compile)
        condition = plan.condition.map(compiler.compileCondition)
        var collecting: [Int] = []
        let isOfAllRows = plan.expression == nil && plan.condition == nil && bucket == nil
        countingCalls = plan.calls.filter {
            isOfAllRows && stage.calls[$0].function.name == AggregateFunction.count.name
        }
        for index in plan.calls where !countingCalls.contains(index) {
            let call = stage.calls[index]
            switch call.function.implementation(call.operand?.type ?? .integer) {
            case .streaming(let make): accumulators.append((index, make(groupCount)))
            case .collecting: collecting.append(index)
            }
        }
        collectingCalls = collecting
        collector = collecting.isEmpty ? nil : Collector(plan.expression?.type ?? .integer)
        rows = Buffer(uninitialized: condition == nil ? 0 : capacity + Compaction.slack)
        groups = Buffer(uninitialized: condition == nil ? 0 : capacity + Compaction.slack)
    }

    func update(_ batch: Batch, groups source: UnsafePointer<UInt32>) {
        if accumulators.isEmpty, collector == nil { return }
        var batch = batch
        var source = source
        if let condition, case .bytes(let flags) = condition.evaluate(batch).storage {
            let kept = Compaction.keep(batch, flags, rows.base)
            _ = Compaction.keep(source, flags, batch.count, groups.base)
            batch = Batch(start: 0, count: kept, rows: UnsafePointer(rows.base))
            source = UnsafePointer(groups.base)
        }
        guard batch.count > 0 else { return }
        let values = operand?.evaluate(batch)
        for (_, state) in accumulators { state.update(groups: source, values: values, count: batch.count) }
        if let collector, let values { collector.update(groups: source, values: values) }
    }
}
