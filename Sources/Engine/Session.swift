import Columnar
import Diagnostics
package import Execution
import Functions
import Planning
package import Semantics
import Syntax
package import TabularIO

/// The engine's front door: loads data and runs text.
///
///     let session = Session()
///     session.add(files: ["calls.csv"])
///     let script = try session.prepare("group by district show late%", name: "example")
///     for statement in script.statements { let result = try session.run(statement) }
///
/// A session belongs to one thread at a time; a query uses several threads by itself.
public final class Session {
    /// How a load shows what it is doing; called from the loading threads.
    package var progress: (@Sendable (LoadProgress) -> Void)?
    /// How files are read; threads, progress and cancelling are the session's own.
    package var loading = LoadOptions()
    /// Where snapshots of big files are kept; nil keeps none.
    package var cache: SnapshotCache? { didSet { tables = TableLoader(cache: cache) } }
    /// The scripts that are being read by `use`, the innermost last.
    var scriptsInUse: [String] = []
    /// The parameters that were given a value from outside, the name keys of those that a script has named, and what is
    /// wrong with an option that was set there.
    var parameters: (given: [String], named: Set<String>, failure: EngineError?) = ([], [], nil)
    /// Texts that will be prepared after the next one: what they need is loaded with what that needs.
    package var upcoming: [String] = []
    /// From how many bytes of data on only the columns are decoded that a script names.
    package var smallestPartialLoad = 8_000_000
    /// Asked while loading and once per 64k rows while running.
    public var isCancelled: @Sendable () -> Bool = { false }
    /// Whether a cancelled query that does not end at once is left to end by itself, as a prompt wants it.
    package var leavesCancelledQueries = false
    /// Where what is done with is put instead of being given back at once, as a prompt wants it.
    package var remains: Remains?
    /// Shows how far a query is, where queries that are cancelled are left.
    package var queryWatch: QueryWatch?
    /// How many cells a line of an explanation may take.
    package var textWidth = 78
    /// Called after each load.
    public var onLoad: (LoadSummary) -> Void = { _ in }
    /// Called when a load ends without a table.
    public var onLoadFailure: () -> Void = {}

    /// How rows are cut, and on how many threads. Results never depend on it; tests vary it to prove that.
    package var execution = ExecutionOptions()
    /// Whether plans are optimized before they run; tests turn it off to prove that it changes no result.
    package var optimizesPlans = true

    /// How many threads a query and a load may use.
    package let threads: Int
    var environment = Environment()
    var profiles: [Profile] = []
    /// Data that has been named but not read: it is loaded when the first query needs it, so that profiles in the script
    /// are known by then.
    var pending: [InputSource] = []
    /// The files that were named last.
    package private(set) var files: [String] = []
    /// What the default data set was loaded from.
    private(set) var sources: [InputSource] = []
    /// The headers of the columns that the next load is to decode, and whether it is to find out the data's end; nil
    /// decodes all.
    var wanted: (headers: Set<String>, end: Bool)?
    /// Whether results say at what day the data ends, though their query does not need to know.
    package var tellsEnd = true
    private let opener = FileOpener()
    /// The files that texts have named, such as those of `lookup`.
    var openedFiles: [String] { opener.paths }
    /// Whether files that a text names are opened by this session itself.
    private var opensFiles = true
    private(set) var tables = TableLoader(cache: nil)
    /// The notes on loads that the user has seen: a file that is loaded again has nothing new to say.
    private var told: Set<String> = []
    /// What the default data set was made of.
    private(set) var loaded: LoadedTable?

    /// - Parameter threads: How many a query and a load may use; nil takes as many as there are processors.
    public init(threads: Int? = nil) {
        self.threads = max(1, threads ?? Machine.processorCount)
        execution.threads = self.threads
    }

    /// A session that goes on from what another has set up; where that says how files are opened, it stays so.
    package convenience init(_ environment: Environment, threads: Int?) {
        self.init(threads: threads)
        self.environment = environment
        opensFiles = environment.open == nil
    }

    /// Names the files of the data set that queries read by default; several are appended.
    public func add(files: [String]) {
        pending += files.map(InputSource.named)
        self.files = files
    }

    // MARK: - Running

    /// Runs a planned statement.
    /// - Returns: the result of a query; nil for every other statement.
    public func run(_ statement: Statement) throws(EngineError) -> QueryResult? {
        switch statement.action {
        case .query(let plan, let dataSet), .expect(let plan, let dataSet):
            let result = try execute(plan, dataSet, statement)
            try reading { () throws(LoadError) in try tables.checkDamage() }
            return result
        case .explain, .explainMeasure, .save, .nothing: return nil
        }
    }

    /// What `explain` says, which counts rows where it takes a measure apart; nil for other statements.
    public func explanation(of statement: Statement) throws(EngineError) -> String? {
        switch statement.action {
        case .explain(let text): return text
        case .explainMeasure(let explanation, let dataSet):
            let result = try execute(explanation.plan, dataSet, statement)
            try reading { () throws(LoadError) in try tables.checkDamage() }
            return explanation.page(result)
        default: return nil
        }
    }

    private func execute(
        _ plan: PhysicalPlan, _ dataSet: DataSet, _ statement: Statement
    ) throws(EngineError) -> QueryResult {
        do throws(ExecutionError) {
            return try queryRunner.run { (executor) throws(ExecutionError) in
                let used = ProcessorTime.milliseconds
                let (outcome, milliseconds) = try Timing.measure { () throws(ExecutionError) in try executor.run(plan) }
                for column in outcome.table.columns { column.column.dictionary?.settle() }
                var timing = statement.timing
                timing.execute = milliseconds
                timing.processor = ProcessorTime.milliseconds - used
                let facts = ResultFacts(
                    table: outcome.table, scannedRows: outcome.scannedRows, matchedRows: outcome.matchedRows,
                    leftOut: outcome.leftOut, count: { RowCounts.of($0, in: $1, executor) })
                return QueryResult(
                    table: outcome.table.finite, scannedRows: outcome.scannedRows, matchedRows: outcome.matchedRows,
                    asOf: dataSet.knownEnd.map { ValueText.date($0.day) }, chart: outcome.chart, path: outcome.path,
                    findings: facts.findings(of: statement.checks), timing: timing)
            }
        } catch {
            switch error {
            case .cancelled: throw .cancelled
            case .refused(let message, let advice): throw .execution(message, advice: advice)
            }
        }
    }

    var queryRunner: QueryRunner {
        var options = execution
        options.isCancelled = isCancelled
        return QueryRunner(options: options, leavesCancelled: leavesCancelledQueries, watch: queryWatch)
    }

    /// The value of an option that the script has set.
    public func isSet(_ option: String) -> Bool { environment.options[nameKey(option)] == .boolean(true) }

    // MARK: - Loading

    /// Loads what has been named; does nothing when that is done.
    public func loadPending() throws(EngineError) {
        let opener = opener
        if opensFiles { environment.open = { [loader = loader()] path in opener.open(path, loader) } }
        environment.evaluate = viewRunner()
        guard !pending.isEmpty else { return }
        sources = pending
        pending = []
        environment.dataSets.insert(try load(sources), at: 0)
    }

    private func load(_ sources: [InputSource]) throws(EngineError) -> DataSet {
        var loader = loader()
        (loader.options.columns, loader.options.findsTimeBounds) = (wanted?.headers, wanted?.end ?? true)
        let (dataSet, summary, loaded) = try reading { () throws(LoadError) in try loader.load(sources) }
        self.loaded = loaded
        var news = summary
        news.warnings.removeAll { !told.insert($0).inserted }
        onLoad(news)
        return dataSet
    }

    /// What goes wrong with data, as the engine tells it.
    func reading<Result>(_ body: () throws(LoadError) -> Result) throws(EngineError) -> Result {
        do throws(LoadError) { return try body() } catch {
            onLoadFailure()
            if error.isCancellation { throw .cancelled }
            throw .load(error.message, advice: error.advice)
        }
    }

    func loader() -> DataSetLoader {
        var options = loading
        options.threads = threads
        options.progress = progress
        options.isCancelled = isCancelled
        return DataSetLoader(profiles: profiles, options: options, tables: tables)
    }
}
