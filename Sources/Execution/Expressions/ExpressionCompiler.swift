import Columnar
import Functions
import Planning
import Semantics

/// Compiles bound expressions against the columns that they read.
///
/// Whatever depends on one text column only is computed once for each value of its dictionary. Look-up tables are kept
/// by the text of their expression, so that the instances of several threads share them.
final class ExpressionCompiler {
    let resolve: (ColumnReference) -> Column
    private let rowCount: Int
    let capacity: Int
    let threads: Int
    let isCancelled: @Sendable () -> Bool
    private var tables: [String: DictionaryExpression.Table] = [:]
    private var materialized: [String: Column] = [:]
    private var kernels: [String: ScalarKernel?] = [:]
    var packed: [String: (PackedTimes, PackedTimes?)?] = [:]
    var testedForms: [String: (packed: PackedTimes?, codes: TimeCodes?)] = [:]

    /// - Parameters:
    ///   - rowCount: the number of rows of the columns.
    ///   - capacity: the largest batch.
    ///   - threads: how many may make a look-up table.
    ///   - isCancelled: what is made for whole columns or dictionaries stops once this is true.
    init(
        rowCount: Int, capacity: Int, threads: Int = 1, isCancelled: @escaping @Sendable () -> Bool = { false },
        _ resolve: @escaping (ColumnReference) -> Column
    ) {
        self.isCancelled = isCancelled
        self.resolve = resolve
        self.rowCount = rowCount
        self.capacity = capacity
        self.threads = threads
    }

    /// A compiler of expressions over rows, whose references are input columns only.
    convenience init(_ table: Table, _ options: ExecutionOptions) {
        self.init(columns: table.columns, rowCount: table.rowCount, options)
    }

    convenience init(columns: [Column], rowCount: Int, _ options: ExecutionOptions) {
        self.init(
            rowCount: rowCount, capacity: options.batchSize, threads: options.threads, isCancelled: options.isCancelled
        ) { reference in
            switch reference {
            case .input(let index, _), .located(let index, _): columns[index]
            default: preconditionFailure("rows have input columns only")
            }
        }
    }

    /// A condition as `where` reads it: bytes 0 or 1.
    func compileCondition(_ expression: BoundExpression) -> VectorExpression { compile(expression, .twoValued) }

    /// A value, or a condition with its unknown rows.
    func compile(_ expression: BoundExpression) -> VectorExpression { compile(expression, .threeValued) }

    /// The single text column that an expression depends on; nil when it reads anything else.
    private func onlyTextColumn(_ expression: BoundExpression) -> Column? {
        let references = Set(expression.references)
        guard references.count == 1, let only = references.first, !expression.isBoundToRows else { return nil }
        let column = resolve(only)
        return column.type == .text ? column : nil
    }

    private func compile(_ expression: BoundExpression, _ logic: Logic) -> VectorExpression {
        switch expression.kind {
        case .column(let reference):
            let column = ColumnExpression(resolve(reference), capacity: capacity, threads: threads)
            return expression.type == .boolean && logic == .twoValued
                ? DecidedExpression(column, capacity: capacity) : column
        case .constant(.missing) where expression.type == .boolean && logic == .twoValued:
            return ConstantExpression(.boolean(false), type: .boolean, capacity: capacity)
        case .constant(let value): return ConstantExpression(value, type: expression.type, capacity: capacity)
        case .and(let parts) where onlyTextColumn(expression) == nil:
            return JunctionExpression(parts.map { compile($0, logic) }, isConjunction: true, capacity: capacity)
        case .or(let parts) where onlyTextColumn(expression) == nil:
            return JunctionExpression(parts.map { compile($0, logic) }, isConjunction: false, capacity: capacity)
        default: break
        }
        if !namesIntervals(expression), let column = onlyTextColumn(expression),
            case .codes(let codes, let dictionary) = column.storage
        {
            return DictionaryExpression(
                codes, table(expression, dictionary, logic), of: column, capacity: capacity)
        }
        if expression.type == .boolean, let found = LookedUpRow(expression) {
            let values = whole("by row " + key(expression, logic)) { found.values(logic, self) }
            return GatherExpression(compile(found.number), extended: values.column, capacity: capacity)
        }
        return compileOperation(expression, logic)
    }

    /// Whether texts are made from numbers, as `bucket` does: their order is the kernel's, which a table would forget.
    private func namesIntervals(_ expression: BoundExpression) -> Bool {
        guard case .call(_, let arguments) = expression.kind, let first = arguments.first else { return false }
        return expression.type == .text && first.type.physical != .codes && first.constantValue == nil
    }

    private func compileOperation(_ expression: BoundExpression, _ logic: Logic) -> VectorExpression {
        switch expression.kind {
        case .conditional where expression.type == .boolean && logic == .twoValued,
            .coalesce where expression.type == .boolean && logic == .twoValued, .repeats where logic == .twoValued:
            // A choice gives one of its values, and that may be unknown; so may a repetition be.
            return DecidedExpression(compileOperation(expression, .threeValued), capacity: capacity)
        case .not(let operand): return NegationExpression(compile(operand, logic), capacity: capacity)
        case .comparison(let op, let left, let right) where left.type != .text:
            return ComparisonExpression(
                op, compile(left), compile(right), logic: logic, capacity: capacity,
                constant: right.type.physical == .integers ? right.constantValue?.integer : nil)
        case .isMissing(let operand), .isKnown(let operand):
            var isMissing = false
            if case .isMissing = expression.kind { isMissing = true }
            if let test = missingTest(operand, isMissing: isMissing) { return test }
            return MissingTestExpression(compile(operand), isMissing: isMissing, capacity: capacity)
        case .arithmetic(let op, let left, let right):
            let plain = ArithmeticExpression(op, compile(left), compile(right), capacity: capacity)
            guard op == .subtract, let (left, right) = packedTimes(expression, left, right) else { return plain }
            return TimeDifferenceExpression(left, right, plain: plain, capacity: capacity)
        case .convert(let operand): return compileConversion(expression, operand)
        case .period(let grain, let operand):
            if let codes = timeCodes(operand),
                let table = table(key(expression, logic), { TimeTables.period(grain, codes) })
            {
                return TimeTables.lookUp(table, .day, codes, capacity: capacity)
            }
            return PeriodExpression(grain, compile(operand), bounds: bounds(operand), capacity: capacity)
        case .addMonths(let operand, let months):
            return AddMonthsExpression(compile(operand), months: months, capacity: capacity)
        case .call(let function, let arguments): return compileCall(expression, function, arguments)
        case .conditional(let branches, let otherwise):
            let all =
                branches.map { (condition: Optional($0.condition), value: $0.value) }
                + [(condition: nil, value: otherwise)]
            return compileChoice(all, type: expression.type)
        case .coalesce(let parts):
            return compileChoice(
                parts.map { (condition: nil, value: $0) }, type: expression.type)
        case .code(let operand): return CodeExpression(compile(operand), capacity: capacity)
        case .grid(let latitude, let longitude, let side):
            return whole(expression.description) {
                GridColumn.column(latitude: collect(latitude), longitude: collect(longitude), side: side)
            }
        case .distance(let places): return DistanceExpression(places.map { compile($0) }, capacity: capacity)
        case .lookup(let table, let column?, let keys) where keys.count == 1 && table.isByRow:
            return GatherExpression(compile(keys[0]), table.dataSet.table.columns[column], capacity: capacity)
        case .pair(let left, let right): return PairExpression(compile(left), compile(right), capacity: capacity)
        case .repeats(let keys, let time, let within):
            return whole(expression.description) {
                Repeats.column(keys: keys.map { collect($0) }, time: collect(time), within: within)
            }
        default: return row(expression, logic)
        }
    }

    /// What is computed for all rows at once.
    private func whole(_ key: String, _ make: () -> Column) -> ColumnExpression {
        let column = materialized[key] ?? make()
        materialized[key] = column
        return ColumnExpression(column, capacity: capacity)
    }

    /// An expression's values for all rows.
    func collect(_ expression: BoundExpression, _ logic: Logic = .threeValued) -> Column {
        var options = ExecutionOptions()
        options.batchSize = capacity
        options.isCancelled = isCancelled
        return ColumnCollector.collect(
            compile(expression, logic), type: expression.type, rowCount: rowCount, options)
    }

    private func compileConversion(_ expression: BoundExpression, _ operand: BoundExpression) -> VectorExpression {
        let inner = compile(operand)
        return operand.type.physical != expression.type.physical && expression.type.physical == .numbers
            ? ConversionExpression(inner, capacity: capacity) : inner
    }

    private func compileCall(
        _ expression: BoundExpression, _ function: ScalarFunction, _ arguments: [BoundExpression]
    ) -> VectorExpression {
        guard let first = arguments.first, let kernel = kernel(expression, function, arguments),
            kernel.reads(first.type.physical)
        else {
            return row(expression, .threeValued)
        }
        if let part = function.timePart, let codes = timeCodes(first),
            let table = table(key(expression, .threeValued), { TimeTables.table(kernel, of: part, codes) })
        {
            return TimeTables.lookUp(table, part, codes, capacity: capacity)
        }
        return KernelExpression(kernel, compile(first), capacity: capacity)
    }

    /// A function's kernel for its arguments: a calendar's is a table, which is made once a query.
    func kernel(
        _ expression: BoundExpression, _ function: ScalarFunction, _ arguments: [BoundExpression]
    ) -> ScalarKernel? {
        let key = key(expression, .threeValued)
        if let known = kernels[key] { return known }
        let made = function.kernel(
            KernelContext(
                types: arguments.map(\.type), constants: arguments.map(\.constantValue), bounds: arguments.map(bounds)))
        kernels[key] = .some(made)
        return made
    }

    private func compileChoice(
        _ branches: [(condition: BoundExpression?, value: BoundExpression)], type: DataType
    ) -> VectorExpression {
        let values = branches.map { compile($0.value) }
        var maps: [[UInt32]?] = values.map { _ in nil }
        var dictionary: TextDictionary?
        if type == .text { (dictionary, maps) = CommonDictionary.make(values) }
        let compiled = zip(branches, zip(values, maps)).map { branch, value in
            ChoiceExpression.Branch(
                condition: branch.condition.map(compileCondition), value: value.0, codeMap: value.1)
        }
        return ChoiceExpression(compiled, physical: type.physical, dictionary: dictionary, capacity: capacity)
    }

    // MARK: - Look-up tables

    private func table(
        _ expression: BoundExpression, _ dictionary: TextDictionary, _ logic: Logic
    ) -> DictionaryExpression.Table {
        let key = key(expression, logic)
        if let known = tables[key] { return known }
        let made = DictionaryTables.make(expression, dictionary, logic, threads: threads, isCancelled: isCancelled)
        tables[key] = made
        return made
    }

    private func table(
        _ key: String, _ make: () -> DictionaryExpression.Table?
    ) -> DictionaryExpression.Table? {
        if let known = tables[key] { return known }
        let made = make()
        tables[key] = made
        return made
    }

    /// What two expressions have in common that can share what is computed once. Logic and type are spelt out: to find
    /// their names by reflection would take longer than many queries do.
    func key(_ expression: BoundExpression, _ logic: Logic) -> String {
        let form = expression.type == .meanDuration ? "mean " : ""
        return "\(logic == .twoValued ? "two" : "three") \(form)\(expression.type.description) \(expression)"
    }

    // MARK: - Row by row

    /// What has no kernel is computed for all rows, once, one row at a time.
    private func row(_ expression: BoundExpression, _ logic: Logic) -> VectorExpression {
        whole(key(expression, logic)) {
            var row = 0
            var isOver = false
            let evaluator = RowEvaluator(textOrder: { self.resolve($0).dictionary?.order ?? .codePoint }) {
                self.resolve($0)[row]
            }
            let isDecided = expression.type == .boolean && logic == .twoValued
            let values = (0..<rowCount).map { next -> Value in
                row = next
                // The rest of a cancelled query's rows is never looked at.
                if next & 4_095 == 0, isCancelled() { isOver = true }
                if isOver { return .missing }
                return isDecided ? .boolean(evaluator.isTrue(expression)) : evaluator.value(expression)
            }
            return Column(type: expression.type, values: values)
        }
    }
}

extension ScalarKernel {
    /// Whether the kernel's input has a physical form.
    fileprivate func reads(_ physical: PhysicalType) -> Bool {
        switch self {
        case .integers, .codes, .integersToNumbers: physical == .integers
        case .numbers, .numbersToCodes: physical == .numbers
        }
    }
}
