import Columnar
import Semantics

/// Groups with their dimensions and aggregate states: the table that everything behind `group by` works on.
final class GroupTable {
    let stage: GroupedStage
    /// The values of each dimension, group by group.
    let dimensions: [Column]
    let states: GroupStates
    /// How many rows each group has.
    let rowCounts: [Int]
    /// From the groups of the table that this one was rolled up from; nil for the first.
    let origin: [UInt32]?
    private var callColumns: [Column?]
    /// The values of the window calls, set as they become known.
    var windowColumns: [Column?]

    var count: Int { states.groupCount }

    init(
        stage: GroupedStage, dimensions: [Column], states: GroupStates, rowCounts: [Int], origin: [UInt32]? = nil
    ) {
        self.stage = stage
        self.dimensions = dimensions
        self.states = states
        self.rowCounts = rowCounts
        self.origin = origin
        callColumns = stage.calls.map { _ in nil }
        windowColumns = stage.windows.map { _ in nil }
    }

    /// The table in which group `g` is part of group `mapping[g]`, with the dimensions given.
    func rolledUp(_ mapping: [UInt32], dimensions: [Column], groupCount: Int) -> GroupTable {
        var counts = [Int](repeating: 0, count: groupCount)
        for (group, target) in mapping.enumerated() { counts[Int(target)] += rowCounts[group] }
        return GroupTable(
            stage: stage, dimensions: dimensions, states: states.rolledUp(mapping, groupCount: groupCount),
            rowCounts: counts, origin: mapping)
    }

    private func callColumn(_ index: Int) -> Column {
        if let known = callColumns[index] { return known }
        let column = states.column(index)
        callColumns[index] = column
        return column
    }

    /// The values of an expression over the groups.
    func evaluate(_ expression: BoundExpression) -> Column {
        if case .column(let reference) = expression.kind { return column(reference) }
        return collect(expression) { $0.compile(expression) }
    }

    /// Whether a condition holds for each group, as `having` reads it: unknown is decided.
    func decide(_ condition: BoundExpression) -> Column { collect(condition) { $0.compileCondition(condition) } }

    private func collect(
        _ expression: BoundExpression, _ compile: (ExpressionCompiler) -> VectorExpression
    ) -> Column {
        var options = ExecutionOptions()
        options.batchSize = max(1, min(options.batchSize, count))
        let compiler = ExpressionCompiler(rowCount: count, capacity: options.batchSize) { self.column($0) }
        return ColumnCollector.collect(compile(compiler), type: expression.type, rowCount: count, options)
    }

    private func column(_ reference: ColumnReference) -> Column {
        switch reference {
        case .dimension(let index, _): return dimensions[index]
        case .aggregate(let index, _): return callColumn(index)
        case .window(let index, _):
            if let column = windowColumns[index] { return column }
            return Column(type: stage.windows[index].type, values: Array(repeating: .missing, count: count))
        case .input, .located: preconditionFailure("groups have no input columns")
        }
    }

    /// Whether a group comes before another in the natural order of the given dimensions.
    func precedes(_ left: Int, _ right: Int, by dimensions: some Sequence<Int>) -> Bool {
        for dimension in dimensions {
            let order = NaturalOrder.compare(self.dimensions[dimension], left, right)
            if order != 0 { return order < 0 }
        }
        return false
    }
}
