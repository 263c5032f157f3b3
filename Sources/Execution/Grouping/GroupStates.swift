import Columnar
import Functions
import Planning
import Semantics

/// The states of all aggregate calls for all groups. Rolling up merges groups: threads, totals, `others`, margins and
/// denominators of shares are all the same operation.
final class GroupStates {
    private enum State {
        case streaming(any Accumulator)
        /// Values in the collectors of the operand at this position.
        case collecting(operand: Int)
    }

    let groupCount: Int
    private let pipeline: AggregatePipeline
    private let states: [State]
    private let collectors: [[Collector]]
    /// From the group numbers of the collectors to this table's groups.
    private let mapping: [UInt32]
    private var partitions: [Int: CollectedValues] = [:]

    private init(
        _ pipeline: AggregatePipeline, states: [State], collectors: [[Collector]], mapping: [UInt32], groupCount: Int
    ) {
        self.pipeline = pipeline
        self.states = states
        self.collectors = collectors
        self.mapping = mapping
        self.groupCount = groupCount
    }

    /// Merges the threads' states; their group `g` becomes group `mapping[g]`.
    /// - Parameter rowCounts: the rows of the merged groups, which `count` need not count again.
    static func merge(
        _ workers: [[OperandState]], _ pipeline: AggregatePipeline, mapping: [UInt32], rowCounts: [Int]
    ) -> GroupStates {
        let groupCount = rowCounts.count
        var states: [State?] = pipeline.stage.calls.map { _ in nil }
        var collectors: [[Collector]] = []
        for position in pipeline.operands.indices {
            let parts = workers.map { $0[position] }
            collectors.append(parts.compactMap(\.collector))
            for call in parts.first?.collectingCalls ?? [] { states[call] = .collecting(operand: position) }
            for call in parts.first?.countingCalls ?? [] {
                states[call] = .streaming(CountAccumulator(rowCounts.map { Int64($0) }))
            }
            for (index, (call, first)) in (parts.first?.accumulators ?? []).enumerated() {
                let merged = first.empty(groupCount: groupCount)
                if groupCount > 0 {
                    for part in parts { merged.merge(part.accumulators[index].state, mapping: mapping) }
                }
                states[call] = .streaming(merged)
            }
        }
        return GroupStates(
            pipeline, states: states.compactMap { $0 }, collectors: collectors, mapping: mapping, groupCount: groupCount
        )
    }

    /// The states of coarser (or more) groups: group `g` becomes group `mapping[g]`.
    func rolledUp(_ target: [UInt32], groupCount: Int) -> GroupStates {
        let rolled = states.map { state -> State in
            guard case .streaming(let accumulator) = state else { return state }
            let merged = accumulator.empty(groupCount: groupCount)
            if !target.isEmpty { merged.merge(accumulator, mapping: target) }
            return .streaming(merged)
        }
        let composed = mapping.map { Int($0) < target.count ? target[Int($0)] : 0 }
        return GroupStates(pipeline, states: rolled, collectors: collectors, mapping: composed, groupCount: groupCount)
    }

    /// The finished values of one call.
    func column(_ call: Int) -> Column {
        switch states[call] {
        case .streaming(let accumulator): return accumulator.finish()
        case .collecting(let operand):
            let plan = pipeline.stage.calls[call]
            let values = partition(operand)
            guard case .collecting(let finish) = plan.function.implementation(plan.operand?.type ?? .integer) else {
                preconditionFailure("a collecting call has a collecting aggregate")
            }
            return finish(values, plan.fraction)
        }
    }

    /// All values of a call's operand, for what needs those of several groups at once; nil for a streaming call.
    func values(_ call: Int) -> CollectedValues? {
        guard case .collecting(let operand) = states[call] else { return nil }
        return partition(operand)
    }

    /// How many rows a call skipped because its operand was missing.
    func leftOut(_ call: Int) -> Int {
        switch states[call] {
        case .streaming(let accumulator): accumulator.leftOut
        case .collecting(let operand): collectors[operand].map(\.leftOut).reduce(0, +)
        }
    }

    private func partition(_ operand: Int) -> CollectedValues {
        if let known = partitions[operand] { return known }
        let calls = pipeline.operands[operand].calls.map { pipeline.stage.calls[$0] }
        let made = Collector.values(
            collectors[operand], mapping: mapping, groupCount: groupCount,
            fractions: calls.compactMap { $0.function.quantileFraction(asked: $0.fraction) })
        partitions[operand] = made
        return made
    }
}
