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
    /// Finds the quantiles; nil where there are none, and until their scale is known.
    private(set) var ranks: RankCounts?
    let rankedCalls: [Int]
    /// Which of the scan's other buckets the operand counts by; nil counts by the stage's own.
    let bucket: Int?
    let collectingCalls: [Int]
    /// Calls that count all rows of a group: the scan knows that without them.
    let countingCalls: [Int]
    private let groupCount: Int
    private let capacity: Int
    private let rows: Buffer<UInt32>
    /// The groups of the rows that the condition leaves; nil without one.
    private let groups: GroupNumbers?
    private let bytes: Buffer<UInt8>

    /// The same states, where all of them take what differences of times add up to; else none.
    private var summed: [any SummedAccumulator] = []
    private let differences = DifferenceSums()
    /// Counts the rows of what `differences` adds up; nil where somebody else does.
    private let counts: GroupCounts?

    /// Whether there is nothing to fold.
    var isIdle: Bool { accumulators.isEmpty && collector == nil && rankedCalls.isEmpty }

    /// Whether rows that follow one another are folded from where they lie, however many they are.
    var foldsInPlace: Bool { isIdle || !summed.isEmpty && condition == nil && bucket == nil }

    /// - Parameters:
    ///   - findsRanks: whether quantiles are found by ranks instead of collecting all values.
    ///   - counts: where the rows of sums are counted that count them anyway, if nobody else asks for them.
    init(
        _ plan: AggregatePipeline.Operand, _ pipeline: AggregatePipeline, _ compiler: ExpressionCompiler,
        groupCount: Int, capacity: Int, bucket: Int?, findsRanks: Bool,
        counts: GroupCounts?
    ) {
        let stage = pipeline.stage
        (self.groupCount, self.capacity) = (groupCount, capacity)
        self.bucket = bucket
        operand = plan.expression.map(compiler.compile)
        condition = plan.condition.map(compiler.compileCondition)
        var collecting: [Int] = []
        var ranked: [Int] = []
        let isOfAllRows = plan.expression == nil && plan.condition == nil && bucket == nil
        countingCalls = plan.calls.filter {
            isOfAllRows && stage.calls[$0].function.name == AggregateFunction.count.name
        }
        for index in plan.calls where !countingCalls.contains(index) {
            let call = stage.calls[index]
            switch call.function.implementation(pipeline.operandType(index)) {
            case .streaming(let make): accumulators.append((index, make(groupCount)))
            case .collecting where findsRanks && call.function.quantileFraction(asked: 0) != nil: ranked.append(index)
            case .collecting: collecting.append(index)
            }
        }
        collectingCalls = collecting
        rankedCalls = ranked
        if operand is TimeDifferenceExpression, collecting.isEmpty, ranked.isEmpty {
            let states = accumulators.compactMap { $0.state as? any SummedAccumulator }
            if states.count == accumulators.count { summed = states }
        }
        self.counts = plan.condition == nil && bucket == nil && !summed.isEmpty ? counts : nil
        collector = collecting.isEmpty ? nil : Collector(plan.expression?.type ?? .integer)
        rows = Buffer(uninitialized: condition == nil ? 0 : capacity + Compaction.slack)
        groups = condition.map { _ in GroupNumbers(capacity: capacity) }
        bytes = Buffer(uninitialized: condition == nil ? 0 : capacity + Compaction.slack)
    }

    /// Gets ready to find quantiles.
    func useScale(_ scale: RankScale) {
        guard let operand else { return }
        ranks = RankCounts(scale, groupCount: groupCount, capacity: capacity) { rows, count in
            operand.evaluate(Batch(start: 0, count: count, rows: rows))
        }
    }

    /// The smallest and the largest value of some rows, whatever the condition; nil without one.
    func bounds(_ batch: Batch) -> (low: Double, high: Double)? {
        guard let values = operand?.evaluate(batch) else { return nil }
        var bounds: (low: Double, high: Double)?
        for row in 0..<batch.count {
            let value: Double
            switch values.storage {
            case .integers(let items): value = items[row] == Missing.integer ? .nan : Double(items[row])
            case .numbers(let items): value = items[row]
            default: return nil
            }
            if value.isFinite { bounds = (min(bounds?.low ?? value, value), max(bounds?.high ?? value, value)) }
        }
        return bounds
    }

    func begin(morsel: Int, rows: Int) {
        collector?.begin(morsel: morsel, rows: rows)
        ranks?.begin(rows: rows)
    }

    /// Whether the rows of narrow groups are counted here.
    var countsRows: Bool { counts != nil }

    /// Brings what is still to be added to the states there.
    func settle() { differences.settle(add) }

    private func add(_ group: Int, _ sum: Int128, _ known: Int64, _ missing: Int64) {
        for state in summed { state.add(group: group, sum: sum, known: known, missing: missing) }
        counts?.add(known + missing, to: group)
    }

    func update(_ batch: Batch, groups source: GroupNumbers) {
        if isIdle { return }
        var batch = batch
        var source = source
        if let condition, let groups, case .bytes(let flags) = condition.evaluate(batch).storage {
            let kept = Compaction.keep(batch, flags, rows.base)
            if let narrow = source.narrow, case .bytes(let codes) = narrow.codes {
                _ = Compaction.keep(codes, flags, batch.count, bytes.base)
                groups.set(narrow.with(bytes.base), count: kept)
            } else {
                _ = Compaction.keep(source.numbers, flags, batch.count, groups.setNumbers())
            }
            batch = Batch(start: 0, count: kept, rows: UnsafePointer(rows.base))
            source = groups
        }
        guard batch.count > 0 else { return }
        if !summed.isEmpty, let narrow = source.narrow, let operand = operand as? TimeDifferenceExpression {
            return differences.add(operand.difference(batch), narrow, add)
        }
        if let ranks, accumulators.isEmpty, collector == nil, let operand = operand as? TimeDifferenceExpression,
            operand.isShort
        {
            let difference = operand.difference(batch)
            return ranks.update(groups: source.numbers, difference: difference, start: batch.start)
        }
        let values = operand?.evaluate(batch)
        for (_, state) in accumulators {
            if let narrow = source.narrow, state.update(groups: narrow, values: values, count: batch.count) { continue }
            state.update(groups: source.numbers, values: values, count: batch.count)
        }
        if let collector, let values { collector.update(groups: source.numbers, values: values) }
        if let ranks, let values {
            ranks.update(groups: source.numbers, values: values, start: batch.start, rows: batch.rows)
        }
    }
}
