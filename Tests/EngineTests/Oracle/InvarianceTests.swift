import Columnar
import Execution
import Testing

@Suite("What changes no result")
struct InvarianceTests {
    private static let options: [(batch: Int, morsel: Int, threads: Int)] = [
        (1, 1, 1), (3, 7, 1), (2_048, 65_536, 1), (1, 7, 2), (3, 1, 2), (2_048, 7, 2), (2_048, 65_536, 2),
    ]

    /// Every kind of clause and measure, and random queries.
    private static func queries(_ seed: UInt64) -> [String] {
        var generator = QueryGenerator(seed: seed &+ 500)
        let written = WrittenQueries.all.enumerated().filter { $0.offset % 5 == Int(seed % 5) }.map(\.element)
        return written + (0..<20).map { _ in generator.query() }
    }

    @Test("Batches, morsels and threads", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func cutting(_ seed: UInt64) throws {
        let oracle = try Oracle(SampleData(seed: seed, rows: 60))
        for query in InvarianceTests.queries(seed) {
            let plain = try Agreement.exactText(oracle.engine(query))
            for (batch, morsel, threads) in InvarianceTests.options {
                var options = ExecutionOptions()
                (options.batchSize, options.morselSize, options.threads) = (batch, morsel, threads)
                let found = try Agreement.exactText(oracle.engine(query, options))
                if found == plain { continue }
                Issue.record(
                    "seed \(seed), batch \(batch), morsel \(morsel), threads \(threads): \(query)\nexpected\n\(plain)\nfound\n\(found)\ndata\n\(oracle.data.csv)"
                )
                return
            }
        }
    }

    @Test("The optimizer", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func optimizer(_ seed: UInt64) throws {
        let oracle = try Oracle(SampleData(seed: seed, rows: 60))
        for query in InvarianceTests.queries(seed) {
            let plain = try Agreement.exactText(oracle.engine(query, optimized: false))
            let found = try Agreement.exactText(oracle.engine(query))
            if found == plain { continue }
            Issue.record("seed \(seed): \(query)\nunoptimized\n\(plain)\noptimized\n\(found)\ndata\n\(oracle.data.csv)")
            return
        }
    }

    @Test(
        "The order of the clauses",
        arguments: [
            ["where late", "group by type", "over month", "show count, late%", "sort by count desc"],
            ["group by district", "across late", "show share of count, count", "having count > 1", "with totals"],
            [
                "group by type, d = district", "show m = median amount, late%", "top 2 d by m per type", "with others",
                "limit 9",
            ],
            ["where amount > 0", "list case, a = amount * 2", "sort by a desc", "limit 5"],
            ["where not late", "over week", "show running count", "having running count > 2", "with totals"],
        ])
    func clauseOrder(_ clauses: [String]) throws {
        let oracle = try Oracle(SampleData(seed: 11, rows: 50))
        let first = clauses.joined(separator: " ")
        let (plan, result) = (try oracle.explanation(first), try Agreement.exactText(oracle.engine(first)))
        for order in InvarianceTests.permutations(clauses) {
            let query = order.joined(separator: " ")
            #expect(try oracle.explanation(query) == plan, "\(query)")
            #expect(try Agreement.exactText(oracle.engine(query)) == result, "\(query)")
        }
    }

    private static func permutations(_ clauses: [String]) -> [[String]] {
        guard clauses.count > 1 else { return [clauses] }
        return clauses.indices.flatMap { index in
            var rest = clauses
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }
}
