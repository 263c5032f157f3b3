import Columnar
import Execution
import Testing

/// Every two features of the language in one query, and every three of its core, on tables from empty to sixty rows, grouped
/// by one dimension, by two and by none: the engine gives exactly what the reference gives, however the work is cut.
@Suite("Features compose")
struct CompositionTests {
    private static let tables = ([3, 1, 8] as [UInt64]).map { SampleData(seed: $0) }

    private static let cuts: [(batch: Int, threads: Int)] = [(1, 1), (3, 2), (2_048, 2)]

    @Test("Pairs", arguments: Composition.features.indices)
    func pairs(_ first: Int) throws {
        let pairs = Composition.pairs.filter { $0[0].description == Composition.features[first].description }
        try agree(pairs, CompositionTests.tables)
    }

    @Test("Triples of the core", arguments: 0..<8)
    func triples(_ part: Int) throws {
        let triples = Composition.triples.enumerated().filter { $0.offset % 8 == part }.map(\.element)
        try agree(triples, Array(CompositionTests.tables.suffix(1)))
    }

    private func agree(_ sets: [[Feature]], _ tables: [SampleData]) throws {
        for data in tables {
            let oracle = try Oracle(data)
            for features in sets {
                for (index, group) in Composition.groups.enumerated() {
                    let query = Composition.query(features, group)
                    if let reason = Composition.refusal(features) {
                        #expect(oracle.refusal(query) == reason, "\(query)")
                        continue
                    }
                    var wrong = oracle.disagreement(query)
                    if index == 0, data.seed == 8 { wrong = try wrong ?? cutDifferently(oracle, query) }
                    guard let wrong else { continue }
                    Issue.record("\(wrong)")
                    return
                }
            }
        }
    }

    /// Batches, threads and the optimizer change no digit.
    private func cutDifferently(_ oracle: Oracle, _ query: String) throws -> String? {
        let plain = try Agreement.exactText(oracle.engine(query, optimized: false))
        for (batch, threads) in CompositionTests.cuts {
            var options = ExecutionOptions()
            (options.batchSize, options.morselSize, options.threads) = (batch, max(batch, 7), threads)
            let found = try Agreement.exactText(oracle.engine(query, options))
            if found != plain {
                return
                    "seed \(oracle.data.seed), batch \(batch), threads \(threads): \(query)\nexpected\n\(plain)\nfound\n\(found)"
            }
        }
        return nil
    }
}
