import Diagnostics
import Syntax
import Testing

/// Reports, without judging: timings belong to benchmarks, and this one to the eye of who changes the parser.
struct SpeedReport {
    @Test func lexingAndParsingTheCardsQuery() {
        let query = "group by district where reason = \"Customer Service\" show late%"
        let clock = ContinuousClock()
        var best = Duration.seconds(1)
        var found = 0
        for _ in 0..<20 {
            let time = clock.measure {
                for _ in 0..<500 { found += SyntaxTree.of(query).diagnostics.count }
            }
            best = min(best, time / 500)
        }
        print("lexing and parsing the card's query: \(best)")
        #expect(found == 0)
    }
}
