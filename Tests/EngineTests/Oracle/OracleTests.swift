import Testing

@Suite("The engine against the row-at-a-time reference")
struct OracleTests {
    /// Tables from empty to sixty rows.
    private static let oracles = (1...10 as ClosedRange<UInt64>).map { SampleData(seed: $0) }

    @Test("Queries that are written down", arguments: WrittenQueries.all)
    func written(_ query: String) throws { try check([query]) }

    @Test("There are enough of them") func enough() { #expect(WrittenQueries.all.count >= 120) }

    @Test("All combinations of clauses") func combined() throws { try check(CombinedQueries.all, tables: 4) }

    private func check(_ queries: [String], tables: Int = 10) throws {
        for data in OracleTests.oracles.prefix(tables) {
            let oracle = try Oracle(data)
            for query in queries {
                guard let wrong = oracle.disagreement(query) else { continue }
                Issue.record("\(wrong)")
                return
            }
        }
    }
}
