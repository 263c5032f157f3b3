import Columnar
import Synchronization

/// One attempt to load sources whose layouts are known: passes over the rows until every column is settled.
struct LoadRun: Sendable {
    private let layouts: [SourceLayout]
    private let names: [String]
    private let options: LoadOptions
    private let budget: MemoryBudget

    /// - Parameter names: the columns of the table, at which the fields of the layouts point.
    init(_ layouts: [SourceLayout], names: [String], options: LoadOptions) {
        self.layouts = layouts
        self.names = names
        self.options = options
        budget = MemoryBudget(limit: options.memoryLimit)
    }

    /// One thread's share of a pass.
    private final class Worker: @unchecked Sendable {
        let chunk = RowChunk()
        let decoders: [ColumnDecoder]
        let missing: MissingFilter
        /// What the decoders held when it was last counted.
        private(set) var memory = 0

        init(_ plans: [ColumnPlan], missing: [String]) {
            decoders = plans.map { $0.kind.decoder(isHinted: $0.isHinted, keepsValues: $0.isWanted) }
            self.missing = MissingFilter(missing)
        }

        /// How much more memory the decoders hold than at the last call.
        func growth() -> Int {
            let before = memory
            memory = decoders.reduce(0) { $0 + $1.memory }
            return memory - before
        }
    }

    /// A column whose type is known, before its segments are put together. One thread at a time uses it.
    private struct Settled: @unchecked Sendable {
        let column: Int
        let decoders: [ColumnDecoder]
        let type: DataType
        let notes: Resolution.Notes

        var memory: Int { decoders.reduce(0) { $0 + $1.memory } }
    }

    /// The settled form of one column.
    private struct Outcome: Sendable {
        let column: Column
        let report: ColumnReport
        let notes: Resolution.Notes
        let tookOffZeros: Bool
        /// Why a text column may be one of numbers after all.
        let doubt: NumericTexts?
    }

    /// A first guess at every column.
    private func plans() -> [ColumnPlan] {
        let hints = options.hints(names)
        let samples = ColumnSample.counts(layouts, columnCount: names.count)
        return names.indices.map { index in
            ColumnPlan(
                name: names[index], hint: index < hints.count ? hints[index] : .automatic,
                dateOrder: options.dateOrder, sample: samples[index],
                isWanted: options.columns?.contains(names[index]) ?? true)
        }
    }

    /// The columns as their first rows look, without any row.
    func outline() -> LoadedTable {
        let plans = plans()
        let report = LoadReport(
            rowCount: 0, columns: plans.map { left($0, rowCount: 0).report }, raggedCount: 0, ragged: options.ragged,
            raggedRows: [], warnings: [], bytes: 0, seconds: 0)
        let columns = plans.map { left($0, rowCount: 0).column }
        return LoadedTable(
            table: Table(names: names, columns: columns, rowCount: 0), report: report,
            undecoded: Set(names.indices), unbounded: Set(names.indices))
    }

    /// What stands for a column whose values nobody wants; decoders tell the bounds of one that was looked at.
    private func left(
        _ plan: ColumnPlan, rowCount: Int, as settled: DataType? = nil, _ decoders: [ColumnDecoder] = []
    ) -> Outcome {
        let type = settled ?? plan.kind.firstType
        let column = Column(
            type: type, count: rowCount, deferred: DeferredStorage { .missing(type, count: rowCount) },
            bounds: ColumnAssembly.bounds(of: decoders))
        let report = ColumnReport(name: plan.name, type: type, missingCount: 0, badCount: 0, badValues: [])
        return Outcome(column: column, report: report, notes: Resolution.Notes(), tookOffZeros: false, doubt: nil)
    }

    /// The table without the columns that nobody wants, and its account.
    func run() throws(ChunkReader.Failure) -> LoadedTable {
        let missing = options.missingTexts + options.missing(names)
        var plans = plans()
        let unwanted = Set(names.indices.filter { !plans[$0].isWanted })
        // Columns whose first rows are empty are looked at: one of them may be the first column of times.
        var skipped = unwanted.filter { index in
            if case .time = plans[index].kind { !options.findsTimeBounds } else { false }
        }
        var outcomes = [Outcome?](repeating: nil, count: names.count)
        var rowCount = 0
        var ragged = RaggedRows()
        var open = names.indices.filter { plans[$0].isWanted || plans[$0].kind.mayBeTimes && !skipped.contains($0) }
        repeat {
            let (workers, rows, found) = try pass(open, plans, missing)
            ragged = found
            rowCount = rows.rowCount
            var settled: [Settled] = []
            var again: [Int] = []
            for (position, column) in open.enumerated() {
                let decoders = workers.map { $0.decoders[position] }
                switch ColumnEvidence(plans[column], decoders: decoders, rowCount: rowCount).resolution {
                case .settled(let type, let notes):
                    settled.append(Settled(column: column, decoders: decoders, type: type, notes: notes))
                case .again(let kind):
                    plans[column].turn(to: kind)
                    if plans[column].isWanted || kind.mayBeTimes { again.append(column) }
                    _ = budget.exceeded(adding: -decoders.reduce(0) { $0 + $1.memory })
                }
            }
            for (column, outcome) in assemble(settled, plans, ColumnAssembly(rows: rows)) { outcomes[column] = outcome }
            open = again
            if open.isEmpty, outcomes.contains(where: { $0?.notes.assumedOrder != nil }) {
                // The order of day and month is a matter of the whole file.
                open = skipped.sorted()
                skipped = []
                if open.isEmpty { open = turnDoubtfulDates(&plans, outcomes) }
            }
        } while !open.isEmpty
        for column in unwanted where outcomes[column] == nil {
            outcomes[column] = left(plans[column], rowCount: rowCount)
        }
        let found = outcomes.compactMap { $0 }
        let report = LoadReport(
            rowCount: rowCount, columns: found.map(\.report), raggedCount: ragged.count, ragged: options.ragged,
            raggedRows: places(of: ragged),
            warnings: layouts.flatMap(\.warnings) + warnings(plans, found),
            bytes: layouts.reduce(0) { $0 + $1.bytes.count }, seconds: 0)
        return LoadedTable(
            table: Table(names: names, columns: found.map(\.column), rowCount: rowCount), report: report,
            undecoded: unwanted, unbounded: skipped)
    }

    /// Puts the columns together, several at a time: large ones first, so that none of them is left to one thread in the end.
    private func assemble(
        _ settled: [Settled], _ plans: [ColumnPlan], _ assembly: ColumnAssembly
    ) -> [(column: Int, outcome: Outcome)] {
        let settled = settled.sorted { $0.memory > $1.memory }
        let next = Atomic(0)
        let outcomes = Mutex<[(column: Int, outcome: Outcome)]>([])
        Workers.run(max(1, min(options.threads, settled.count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < settled.count else { return }
                let item = settled[index]
                let column =
                    plans[item.column].isWanted
                    ? assembly.column(item.type, from: item.decoders)
                    : left(plans[item.column], rowCount: assembly.rowCount, as: item.type, item.decoders).column
                let stripped = plans[item.column].isHinted ? FloatSpelling.stripped(column) : nil
                let outcome = Outcome(
                    column: stripped ?? column, report: report(plans[item.column], item.type, item.decoders),
                    notes: item.notes, tookOffZeros: stripped != nil,
                    doubt: plans[item.column].isHinted ? nil : NumericTexts(column))
                outcomes.withLock { $0.append((item.column, outcome)) }
            }
        }
        return outcomes.withLock { $0 }
    }

    /// The orders of day and month that columns prove by themselves.
    private func provenOrders(_ outcomes: [Outcome]) -> Set<DateOrder> {
        Set(outcomes.compactMap(\.notes.provenOrder))
    }

    /// Dates that can be read both ways are read as the other columns of the table are: turns the plans of those that
    /// were not, and returns their columns.
    private func turnDoubtfulDates(_ plans: inout [ColumnPlan], _ outcomes: [Outcome?]) -> [Int] {
        let proven = provenOrders(outcomes.compactMap { $0 })
        guard options.dateOrder == nil, proven.count == 1, let order = proven.first else { return [] }
        let doubtful = outcomes.indices.filter { outcomes[$0]?.notes.assumedOrder == order.other }
        for column in doubtful { plans[column].turn(to: .time(order)) }
        return doubtful
    }

    private func warnings(_ plans: [ColumnPlan], _ outcomes: [Outcome]) -> [String] {
        let proven = provenOrders(outcomes)
        var warnings: [String] = []
        for order in [DateOrder.monthFirst, .dayFirst] where options.dateOrder == nil && proven != [order] {
            let names = zip(plans, outcomes).filter { $1.notes.assumedOrder == order }.map { "`\($0.0.name)`" }
            guard !names.isEmpty else { continue }
            let reading = order == .monthFirst ? "month first" : "day first"
            warnings.append(
                "\(names.joined(separator: ", ")): no date tells whether the day or the month comes first; they were read \(reading)."
            )
        }
        let offsets = Offsets.union(outcomes.map(\.notes.offsets))
        for (plan, outcome) in zip(plans, outcomes) {
            if outcome.tookOffZeros {
                warnings.append(
                    "`\(plan.name)`: all values are whole numbers written with `.0`, which was taken off.")
            }
            if let doubt = outcome.doubt { warnings.append("`\(plan.name)`: \(doubt.sentence)") }
            if outcome.notes.undressed {
                warnings.append("`\(plan.name)`: currency signs and commas between thousands were taken off.")
            }
            if outcome.notes.hasCommas {
                warnings.append(
                    "`\(plan.name)`: commas were read as decimal points, and currency signs were taken off.")
            }
            if let own = outcome.notes.offsets, let all = offsets, let sentence = Offsets.sentence(own, among: all) {
                warnings.append("`\(plan.name)`: \(sentence)")
            }
        }
        return warnings
    }

    /// Decodes the given columns of all rows: at first wherever a worker finds some, and one chunk after the other when
    /// that went wrong.
    private func pass(
        _ columns: [Int], _ plans: [ColumnPlan], _ missing: [String]
    ) throws(ChunkReader.Failure) -> ([Worker], ChunkRows, RaggedRows) {
        for inOrder in options.threads > 1 ? [false, true] : [true] {
            let reader = ChunkReader(layouts, options: options, inOrder: inOrder)
            let workers = (0..<max(1, options.threads)).map { _ in Worker(columns.map { plans[$0] }, missing: missing) }
            decode(columns, from: reader, workers)
            if let failure = reader.failure { throw failure }
            if let rows = reader.chunkRows { return (workers, rows, reader.ragged) }
            _ = budget.exceeded(adding: -workers.reduce(0) { $0 + $1.memory })
        }
        throw .error(LoadError("The rows could not be put into their order."))
    }

    private func decode(_ columns: [Int], from reader: ChunkReader, _ workers: [Worker]) {
        let (layouts, budget) = (layouts, budget)
        Workers.run(workers.count) { index in
            let worker = workers[index]
            while reader.next(into: worker.chunk) {
                let layout = layouts[worker.chunk.source]
                for (position, column) in columns.enumerated() {
                    var cells = worker.chunk.cells(field: layout.fields[column], fieldCount: layout.fieldCount)
                    if !worker.missing.isEmpty { cells = worker.missing.apply(to: cells) }
                    worker.decoders[position].decode(cells, of: worker.chunk)
                }
                if let limit = budget.exceeded(adding: worker.growth()) {
                    reader.stop(LoadLimits.tooMuchMemory(limit, rows: reader.rowCount))
                }
            }
        }
    }

    private func report(_ plan: ColumnPlan, _ type: DataType, _ decoders: [ColumnDecoder]) -> ColumnReport {
        let misfits = decoders.flatMap(\.misfits).sorted { ($0.source, $0.offset) < ($1.source, $1.offset) }
            .prefix(ColumnReport.listedBadValues)
        var lines: [Int: [Int: Int]] = [:]
        for (source, group) in Dictionary(grouping: misfits, by: \.source) {
            lines[source] = layouts[source].lines(at: group.map(\.offset))
        }
        return ColumnReport(
            name: plan.name, type: type, missingCount: decoders.reduce(0) { $0 + $1.missingCount },
            badCount: decoders.reduce(0) { $0 + $1.misfitCounts.total - $1.misfitCounts[.sentinel] },
            badValues: misfits.map { misfit in
                BadValue(
                    source: layouts[misfit.source].source, line: lines[misfit.source]?[misfit.offset] ?? 0,
                    text: misfit.text)
            })
    }

    private func places(of ragged: RaggedRows) -> [RaggedRow] {
        ragged.first.map { row in
            let layout = layouts[row.source]
            return RaggedRow(
                source: layout.source, line: LineNumbers.line(at: row.offset, in: layout.bytes),
                expected: layout.fieldCount, found: row.found)
        }
    }
}
