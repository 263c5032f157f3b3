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
        /// Counts of the operand at this position by rank.
        case ranked(operand: Int)
    }

    let groupCount: Int
    private let pipeline: AggregatePipeline
    private let states: [State]
    private let collectors: [[Collector]]
    private let ranks: [[RankCounts]]
    /// From the group numbers of the collectors to this table's groups.
    private let mapping: [UInt32]
    private var partitions: [Int: CollectedValues] = [:]
    private var selections: [Int: CollectedValues] = [:]

    private init(
        _ pipeline: AggregatePipeline, states: [State], collectors: [[Collector]], ranks: [[RankCounts]],
        mapping: [UInt32], groupCount: Int
    ) {
        self.pipeline = pipeline
        self.states = states
        self.collectors = collectors
        self.ranks = ranks
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
        var ranks: [[RankCounts]] = []
        for position in pipeline.operands.indices {
            let parts = workers.map { $0[position] }
            collectors.append(parts.compactMap(\.collector))
            ranks.append(parts.compactMap(\.ranks))
            for call in parts.first?.collectingCalls ?? [] { states[call] = .collecting(operand: position) }
            for call in parts.first?.rankedCalls ?? [] { states[call] = .ranked(operand: position) }
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
            pipeline, states: states.compactMap { $0 }, collectors: collectors, ranks: ranks, mapping: mapping,
            groupCount: groupCount)
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
        return GroupStates(
            pipeline, states: rolled, collectors: collectors, ranks: ranks, mapping: composed, groupCount: groupCount)
    }

    /// The finished values of one call.
    func column(_ call: Int) -> Column {
        let column: Column
        switch states[call] {
        case .streaming(let accumulator): column = accumulator.finish()
        case .collecting(let operand): column = finish(call, partition(operand))
        case .ranked(let operand): column = finish(call, selection(operand))
        }
        return pipeline.units[call].map { column.divided(by: $0) } ?? column
    }

    private func finish(_ call: Int, _ values: CollectedValues) -> Column {
        let plan = pipeline.stage.calls[call]
        guard case .collecting(let finish) = plan.function.implementation(pipeline.operandType(call)) else {
            preconditionFailure("a collecting call has a collecting aggregate")
        }
        return finish(values, plan.fraction)
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
        case .ranked(let operand): ranks[operand].map(\.leftOut).reduce(0, +)
        }
    }

    private func partition(_ operand: Int) -> CollectedValues {
        if let known = partitions[operand] { return known }
        let made = Collector.values(collectors[operand], mapping: mapping, groupCount: groupCount)
        partitions[operand] = made
        return made
    }

    /// The order statistics that the quantiles of an operand ask for: found together.
    private func selection(_ operand: Int) -> CollectedValues {
        if let known = selections[operand] { return known }
        let calls = pipeline.operands[operand].calls.map { pipeline.stage.calls[$0] }
        let selection = RankSelection(
            ranks[operand], mapping: mapping, groupCount: groupCount,
            fractions: calls.compactMap { $0.function.quantileFraction(asked: $0.fraction) })
        let made = CollectedValues(selection, groupCount: groupCount)
        selections[operand] = made
        return made
    }
}

extension Column {
    /// Durations as numbers of a unit of so many milliseconds.
    fileprivate func divided(by unit: Int64) -> Column {
        let results: [Double]
        switch storage {
        case .integers(let values):
            results = values.elements.map { $0 == Missing.integer ? Missing.number : Double($0) / Double(unit) }
        case .numbers(let values): results = values.elements.map { $0 / Double(unit) }
        default: preconditionFailure("a measure of durations is a number of milliseconds")
        }
        return Column(type: .number, storage: .numbers(Buffer(results)))
    }
}
