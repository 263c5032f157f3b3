package import Columnar
import Functions
package import Planning
import Semantics

/// Runs physical plans.
package struct Executor {
    let options: ExecutionOptions

    package init(_ options: ExecutionOptions) { self.options = options }

    /// What a query gave, and what the accounting under it needs to know.
    package struct Outcome: Sendable {
        package let table: ResultTable
        /// Rows of the data that the first stage looked at, and those that its conditions left.
        package let scannedRows: Int
        package let matchedRows: Int
        /// How many rows measures left out because their operand was missing, by the measures' text.
        package let leftOut: [String: Int]
        /// The picture that `draw` asks for, and the file that `into` names.
        package fileprivate(set) var chart: ChartKind?
        package fileprivate(set) var path: String?
    }

    package func run(_ plan: PhysicalPlan) throws(ExecutionError) -> Outcome {
        switch plan {
        case .into(let input, let path):
            var outcome = try run(input)
            outcome.path = path
            return outcome
        case .draw(let input, let kind):
            var outcome = try run(input)
            outcome.chart = kind
            return outcome
        case .scan, .rows, .dedupe, .why, .test, .located:
            let source = try table(plan)
            try options.checkCancellation()
            let columns = zip(source.table.names, source.table.columns).enumerated().map { index, column in
                ResultTable.ColumnInfo(
                    header: column.0, role: index < plan.leadingColumns ? .dimension : .item, column: column.1,
                    fileOnly: plan.isFileOnly(column.0))
            }
            return outcome(source) { ResultTable(columns: columns, rowCount: source.table.rowCount, notes: $0) }
        case .aggregate(let input, let pipeline):
            let (assembly, source) = try group(input, pipeline)
            return outcome(source, assembly.result)
        }
    }

    /// The rows of a plan as a later stage would read them.
    package func rows(_ plan: PhysicalPlan) throws(ExecutionError) -> Table {
        let rows = try table(plan).table
        try options.checkCancellation()
        return rows
    }

    private func outcome(_ source: Source, _ result: (_ notes: [String]) -> ResultTable) -> Outcome {
        Outcome(
            table: result(source.notes), scannedRows: source.counts?.scanned ?? source.table.rowCount,
            matchedRows: source.counts?.matched ?? source.table.rowCount, leftOut: source.leftOut)
    }

    /// What a later stage reads: a table, with the counts and the notes of the stages before.
    private struct Source {
        let table: Table
        var counts: (scanned: Int, matched: Int)?
        var notes: [String] = []
        var leftOut: [String: Int] = [:]
    }

    private func table(_ plan: PhysicalPlan) throws(ExecutionError) -> Source {
        switch plan {
        case .scan(let dataSet): return Source(table: dataSet.table)
        case .into(let input, _), .draw(let input, _): return try table(input)
        case .why(let input, let passes, let stage):
            let source = try table(input)
            var groups: [GroupTable] = []
            for pass in passes { groups.append(try GroupScan(pass, source.table, options).run()) }
            let matched = groups.first?.rowCounts.reduce(0, +) ?? 0
            return Source(
                table: Effects(stage, groups).table, counts: source.counts ?? (source.table.rowCount, matched),
                notes: source.notes)
        case .test(let input, let passes, let stage):
            let source = try table(input)
            var groups: [GroupTable] = []
            for pass in passes { groups.append(try GroupScan(pass, source.table, options).run()) }
            try options.checkCancellation()
            let runner = try TestRunner(stage, groups)
            let matched = groups.first?.rowCounts.reduce(0, +) ?? 0
            return Source(
                table: runner.table, counts: source.counts ?? (source.table.rowCount, matched),
                notes: source.notes + runner.notes)
        case .located(let input, let locating):
            let source = try table(input)
            let (table, notes) = try LocatingRunner(locating, source.table, options).run()
            return Source(table: table, counts: source.counts, notes: source.notes + notes)
        case .dedupe(let input, let conditions, let rule):
            let source = try table(input)
            let (table, removed) = try DedupeRunner(
                conditions: conditions, rule: rule, table: source.table, options: options
            )
            .run()
            let note = "\(counted(removed, "row")) removed as duplicates"
            return Source(
                table: table, counts: source.counts ?? (source.table.rowCount, table.rowCount - removed),
                notes: source.notes + (removed > 0 ? [note] : []))
        case .rows(let input, let conditions, let stage):
            let source = try table(input)
            let (table, matched) = try RowsRunner(
                conditions: conditions, stage: stage, table: source.table, options: options
            ).run()
            try options.checkCancellation()
            return Source(
                table: table, counts: source.counts ?? (source.table.rowCount, matched), notes: source.notes)
        case .aggregate(let input, let pipeline):
            let (assembly, source) = try group(input, pipeline)
            return Source(table: assembly.table(), counts: source.counts, notes: source.notes)
        }
    }

    /// Groups a plan's rows: the result in the making, and its input with the counts and the notes of this stage.
    private func group(
        _ input: PhysicalPlan, _ pipeline: AggregatePipeline
    ) throws(ExecutionError) -> (ResultAssembly, Source) {
        let source = try table(input)
        let groups = try GroupScan(pipeline, source.table, options).run()
        try options.checkCancellation()
        let counts = source.counts ?? (source.table.rowCount, groups.rowCounts.reduce(0, +))
        let assembly = ResultAssembly(try GroupedStageRunner(groups, options), pipeline.stage)
        try options.checkCancellation()
        var leftOut = source.leftOut
        for (index, call) in groups.stage.calls.enumerated() where call.operand != nil {
            leftOut[call.text, default: 0] += groups.states.leftOut(index)
        }
        return (
            assembly,
            Source(
                table: source.table, counts: counts, notes: source.notes + Executor.notes(groups), leftOut: leftOut)
        )
    }

    /// A sentence for each operand of which values were missing, naming the measures that left those rows out.
    private static func notes(_ groups: GroupTable) -> [String] {
        var order: [String] = []
        var measures: [String: [String]] = [:]
        for (index, call) in groups.stage.calls.enumerated() {
            // A call that counts what is left out has no operand but words for it.
            let isTally = call.operand == nil && !call.operandText.isEmpty
            let column = isTally ? groups.states.column(index) : nil
            let count =
                column.map { column in (0..<column.count).reduce(0) { $0 + Int(column[$1].integer ?? 0) } }
                ?? groups.states.leftOut(index)
            guard count > 0 else { continue }
            let what = isTally ? "" : call.function.name == "rate" ? "unknown " : "missing "
            let subject = "\(counted(count, "row")) with \(what)\(call.operandText)"
            if measures[subject] == nil { order.append(subject) }
            if measures[subject]?.contains(call.text) != true { measures[subject, default: []].append(call.text) }
        }
        return order.map { "\($0) left out of \((measures[$0] ?? []).joined(separator: ", "))" } + groups.stage.notes
    }
}

extension PhysicalPlan {
    /// How many columns at the left say what the others are about.
    fileprivate var leadingColumns: Int {
        switch self {
        case .why, .test: 2
        default: 0
        }
    }

    /// Whether the screen leaves a column to files.
    fileprivate func isFileOnly(_ name: String) -> Bool {
        if case .test(_, _, let stage) = self { stage.fileOnlyColumns.contains(name) } else { false }
    }
}
