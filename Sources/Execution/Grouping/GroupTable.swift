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
    /// Of the dimensions that measures read: whether a group holds several values of it, and so has none itself.
    private let mixed: [Int: [Bool]]
    private var callColumns: [Column?]
    /// The values of the window calls, set as they become known.
    var windowColumns: [Column?]

    var count: Int { states.groupCount }

    init(
        stage: GroupedStage, dimensions: [Column], states: GroupStates, rowCounts: [Int], origin: [UInt32]? = nil,
        mixed: [Int: [Bool]] = [:]
    ) {
        self.stage = stage
        self.dimensions = dimensions
        self.states = states
        self.rowCounts = rowCounts
        self.origin = origin
        self.mixed = mixed
        callColumns = stage.calls.map { _ in nil }
        windowColumns = stage.windows.map { _ in nil }
    }

    /// The table in which group `g` is part of group `mapping[g]`, with the dimensions given.
    func rolledUp(_ mapping: [UInt32], dimensions: [Column], groupCount: Int) -> GroupTable {
        var counts = [Int](repeating: 0, count: groupCount)
        for (group, target) in mapping.enumerated() { counts[Int(target)] += rowCounts[group] }
        return GroupTable(
            stage: stage, dimensions: dimensions, states: states.rolledUp(mapping, groupCount: groupCount),
            rowCounts: counts, origin: mapping, mixed: mixing(mapping, groupCount: groupCount))
    }

    private func mixing(_ mapping: [UInt32], groupCount: Int) -> [Int: [Bool]] {
        stage.readDimensions.reduce(into: [:]) { result, dimension in
            var flags = [Bool](repeating: false, count: groupCount)
            var values = [Int64?](repeating: nil, count: groupCount)
            for (group, target) in mapping.enumerated() {
                let value = Combinations.key(dimensions[dimension], group)
                if mixed[dimension]?[group] == true || values[Int(target)] ?? value != value {
                    flags[Int(target)] = true
                }
                values[Int(target)] = value
            }
            result[dimension] = flags
        }
    }

    private func callColumn(_ index: Int) -> Column {
        if let known = callColumns[index] { return known }
        let column = states.column(index)
        callColumns[index] = column
        return column
    }

    /// The values of an expression over the groups; missing where a group has several values of a dimension that it reads.
    func evaluate(_ expression: BoundExpression) -> Column {
        let mixed = expression.dimensions.compactMap { self.mixed[$0] }
        let values =
            if case .column(let reference) = expression.kind { column(reference) } else {
                collect(expression) { $0.compile(expression) }
            }
        return mixed.isEmpty ? values : values.masked { group in mixed.contains { $0[group] } }
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
