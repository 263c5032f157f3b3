import Columnar
import Functions
import Planning
import Semantics

/// The one pass over the rows: selects, finds each row's group and folds the operands, in parallel.
struct GroupScan {
    let pipeline: AggregatePipeline
    let table: Table
    let options: ExecutionOptions
    let compiler: ExpressionCompiler
    let coders: [DimensionCoder]
    let dimensions: [BoundExpression]
    /// Other buckets of the time axis that some operands count by.
    let buckets: [BoundExpression]

    /// Batches are so many times larger where rows are only counted: flags and codes are bytes, and still in the cache. What
    /// threads share they then ask each other for less often, which took a quarter of the time.
    private static let countingBatches = 16
    /// Morsels too: of a hundred thousand rows that are counted by codes a morsel's beginning and end took a third of the time.
    private static let countingMorsels = 4

    private static let smallestMorsel = 16_384

    /// Beyond this many possible groups (or twice the rows) an array of groups would mostly be empty.
    private static let denseLimit = 65_536

    init(
        _ pipeline: AggregatePipeline, _ table: Table, _ options: ExecutionOptions
    ) throws(ExecutionError) {
        self.pipeline = pipeline
        self.table = table
        var options = options
        var smallestMorsel = GroupScan.smallestMorsel
        if pipeline.operands.allSatisfy({ $0.expression == nil && $0.condition == nil && $0.bucket == nil }) {
            options.batchSize *= GroupScan.countingBatches
            options.morselSize *= GroupScan.countingMorsels
            smallestMorsel *= GroupScan.countingMorsels
        }
        // Of a small table there are enough for all threads, the first of which begins alone.
        let share = table.rowCount / 64 / BitPlanes.blockRows * BitPlanes.blockRows
        options.morselSize = min(options.morselSize, max(smallestMorsel, share))
        self.options = options
        var extra: [Column] = []
        var coders: [DimensionCoder] = []
        var dimensions: [BoundExpression] = []
        let base = table.columns.count
        let plain = ExpressionCompiler(table, options)
        for dimension in pipeline.stage.dimensions {
            let (expression, coder, column) = try GroupScan.coder(
                dimension, table, options, plain, next: base + extra.count)
            if let column { extra.append(column) }
            coders.append(coder)
            dimensions.append(expression)
        }
        // Look-up tables that the dimensions have made are used again.
        compiler =
            extra.isEmpty
            ? plain : ExpressionCompiler(columns: table.columns + extra, rowCount: table.rowCount, options)
        var buckets: [BoundExpression] = []
        for bucket in pipeline.operands.compactMap(\.bucket)
        where !buckets.contains(where: { $0.description == bucket.description }) {
            buckets.append(bucket)
        }
        if let axis = pipeline.stage.axis, !buckets.isEmpty {
            // All of them share the codes of one axis.
            var all: [ClosedRange<Int64>] = []
            for bucket in [pipeline.stage.dimensions[axis.dimension].expression] + buckets {
                let bounds = compiler.bounds(bucket) ?? GroupScan.foundBounds(bucket, compiler, table, options)
                if let bounds { all.append(bounds) }
            }
            let low = all.map(\.lowerBound).min() ?? 0
            let high = all.map(\.upperBound).max() ?? 0
            coders[axis.dimension] = DimensionCoder(type: coders[axis.dimension].type, bounds: low...high)
            dimensions[axis.dimension] = pipeline.stage.dimensions[axis.dimension].expression
        }
        self.buckets = buckets
        self.coders = coders
        self.dimensions = dimensions
    }

    /// How a dimension is coded; one without dictionary or narrow bounds becomes a coded column beside the table's.
    private static func coder(
        _ dimension: GroupedStage.Dimension, _ table: Table, _ options: ExecutionOptions,
        _ compiler: ExpressionCompiler, next: Int
    ) throws(ExecutionError) -> (BoundExpression, DimensionCoder, Column?) {
        let expression = dimension.expression
        if expression.type == .boolean { return (expression, .boolean, nil) }
        let compiled = compiler.compile(expression)
        if expression.type == .text,
            case .codes(_, let dictionary) = compiled.evaluate(Batch(start: 0, count: 0, rows: nil)).storage
        {
            return (expression, DimensionCoder(type: .text, dictionary: dictionary), nil)
        }
        if let bounds = compiler.bounds(expression), isDense(bounds) {
            return (expression, DimensionCoder(type: expression.type, bounds: bounds), nil)
        }
        let column = ColumnCollector.collect(compiled, type: expression.type, rowCount: table.rowCount, options)
        let (codes, values) = try ValueCoder.code(column, options)
        // The codes stand for the values in order of size; the value of each is read back from its first row.
        let coded = Column(
            type: .integer, storage: .integers(Buffer(codes.elements.map { Int64($0) })),
            bounds: 0...Int64(values.count))
        let coder = DimensionCoder(type: expression.type, values: values)
        return (BoundExpression(.column(.input(next, name: dimension.name)), .integer), coder, coded)
    }

    /// Whether so few whole numbers lie between some bounds that each may be a group, whether it occurs or not.
    private static func isDense(_ bounds: ClosedRange<Int64>) -> Bool {
        let width = bounds.upperBound.subtractingReportingOverflow(bounds.lowerBound)
        return !width.overflow && width.partialValue < Int64(denseLimit)
    }

    /// The bounds of an expression that are not known before its values are; nil when all of them are missing.
    private static func foundBounds(
        _ expression: BoundExpression, _ compiler: ExpressionCompiler, _ table: Table, _ options: ExecutionOptions
    ) -> ClosedRange<Int64>? {
        let column = ColumnCollector.collect(
            compiler.compile(expression), type: expression.type, rowCount: table.rowCount, options)
        guard case .integers(let values) = column.storage else { return nil }
        var bounds: ClosedRange<Int64>?
        for row in 0..<values.count where values[row] != Missing.integer {
            let value = values[row]
            bounds = bounds.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
        }
        return bounds
    }

    /// Runs the pass.
    func run() throws(ExecutionError) -> GroupTable {
        let limit = max(GroupScan.denseLimit, 2 * table.rowCount)
        var product = 1
        for coder in coders where product <= limit { product *= coder.codeCount }
        return product <= limit ? try dense(groupCount: product) : try sparse()
    }

    /// A thread's worker; the first one finds the scales for all of them.
    func worker(groupCount: Int, _ scales: inout [RankScale?]?) -> GroupWorker {
        let worker = GroupWorker(self, groupCount: groupCount)
        let found = scales ?? worker.sampledScales(rowCount: table.rowCount)
        worker.use(found)
        scales = found
        return worker
    }

    // MARK: - Groups as array positions

    private func dense(groupCount: Int) throws(ExecutionError) -> GroupTable {
        let strides = coders.indices.map { position in
            UInt32(coders[..<position].reduce(1) { $0 * $1.codeCount })
        }
        var scales: [RankScale?]?
        let workers = try Morsels.run(rowCount: table.rowCount, options: options) {
            let worker = self.worker(groupCount: groupCount, &scales)
            worker.makeLookups(strides: strides)
            return worker
        } body: { worker, index, start, end in
            worker.process(morsel: index, start, end) { batch, bucket, groups in
                groups.update(repeating: 0, count: batch.count)
                for (position, coder) in worker.coders.enumerated() {
                    if let lookup = worker.lookup(position, bucket) {
                        lookup.add(batch, to: groups)
                    } else {
                        let codes = worker.dimension(position, bucket)
                        coder.add(codes.evaluate(batch), stride: strides[position], to: groups)
                    }
                }
            }
        }
        return finish(workers, groupCount: groupCount) { groups in
            zip(coders, strides).map { coder, stride in
                // Alone, a dimension's code is the group.
                if coders.count == 1 { return groups.map { UInt32(truncatingIfNeeded: $0) } }
                let codeCount = UInt32(coder.codeCount)
                return groups.map { UInt32($0) / stride % codeCount }
            }
        }
    }

    // MARK: - Merging

    /// - Parameter codes: the codes of each dimension for some groups.
    func finish(
        _ workers: [GroupWorker], groupCount: Int, codes: (_ groups: [Int]) -> [[UInt32]]
    ) -> GroupTable {
        // The rows of each group decide which groups exist; a row may belong to another group by another bucket.
        var counts = [Int64](repeating: 0, count: groupCount)
        var others = [Int64](repeating: 0, count: buckets.isEmpty ? 0 : groupCount)
        for worker in workers {
            worker.settle()
            worker.counts.add(to: &counts)
            for group in others.indices { others[group] += worker.otherCounts.base[group] }
        }
        var present: [Int] = []
        present.reserveCapacity(groupCount)
        var mapping = [UInt32](repeating: 0, count: groupCount)
        for group in 0..<groupCount where counts[group] > 0 || (!others.isEmpty && others[group] > 0) {
            mapping[group] = UInt32(present.count)
            present.append(group)
        }
        // Without dimensions there is one group, also when no row is left.
        if coders.isEmpty { present = [0] }
        let columns = codes(present)
        let rowCounts = present.map { Int(counts[$0]) }
        return GroupTable(
            stage: pipeline.stage, dimensions: zip(coders, columns).map { $0.column($1) },
            states: GroupStates.merge(workers.map(\.operands), pipeline, mapping: mapping, rowCounts: rowCounts),
            rowCounts: rowCounts)
    }
}
