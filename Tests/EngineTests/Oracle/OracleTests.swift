import Columnar
import Execution
import Testing

@Suite("The engine against the row-at-a-time reference")
struct OracleTests {
    /// Tables from empty to sixty rows, with times of day and without.
    private static let tables = (1...6 as ClosedRange<UInt64>).map { SampleData(seed: $0) }

    @Test("Queries that are written down", arguments: WrittenQueries.all)
    func written(_ query: String) throws {
        for data in OracleTests.tables.prefix(4) {
            guard let wrong = try Oracle(data).disagreement(query) else { continue }
            Issue.record("\(wrong)")
            return
        }
    }

    @Test("There are at least 120 of them") func enough() { #expect(WrittenQueries.all.count >= 120) }

    @Test("All combinations of clauses", arguments: 0..<8)
    func combined(_ part: Int) throws {
        let queries = CombinedQueries.all.enumerated().filter { $0.offset % 8 == part }.map(\.element)
        for data in OracleTests.tables.prefix(3) {
            let oracle = try Oracle(data)
            for query in queries {
                guard let wrong = oracle.disagreement(query) else { continue }
                Issue.record("\(wrong)")
                return
            }
        }
    }

    @Test("Random queries on random tables", arguments: RandomRuns.seeds)
    func random(_ seed: UInt64) throws {
        let oracle = try Oracle(SampleData(seed: seed))
        var generator = QueryGenerator(seed: seed)
        for _ in 0..<RandomRuns.queriesPerTable {
            if let wrong = oracle.disagreement(generator.query()) {
                Issue.record("\(wrong)")
                return
            }
        }
    }

    /// Many values a group and many groups take other ways through the engine than few.
    @Test("Large tables", arguments: LargeTables.queries)
    func large(_ query: String) throws {
        for seed in LargeTables.seeds {
            let oracle = try Oracle(SampleData(seed: seed, rows: 600, isWide: true))
            if let wrong = oracle.disagreement(query) { Issue.record("\(wrong)") }
            let plain = try Agreement.exactText(oracle.engine(query))
            var options = ExecutionOptions()
            (options.batchSize, options.morselSize, options.threads) = (64, 100, 2)
            #expect(try Agreement.exactText(oracle.engine(query, options)) == plain)
        }
    }

    @Test("They are large, and they are not full") func isLarge() {
        for seed in LargeTables.seeds {
            let amounts = SampleData(seed: seed, rows: 600, isWide: true).table.rows.map { $0[8] }
            #expect(Set(amounts).count > 300 && amounts.contains(.missing))
        }
    }

    @Test("Every operator with a missing operand", arguments: MissingOperands.conditions)
    func missingOperand(_ condition: String) throws {
        let oracle = try Oracle(SampleData(seed: 7, rows: 40))
        for query in MissingOperands.queries(condition) {
            if let wrong = oracle.disagreement(query) { Issue.record("\(wrong)") }
        }
    }
}
