import Functions
import TabularIO
import TestSupport
import Testing

/// Scripts and their results: the specification of the language by example.
struct GoldenTests {
    static let cases = (try? GoldenFile.cases(in: "Tests/GoldenTests/Scripts")) ?? []
    static let published = (try? GoldenFile.cases(in: "Tests/GoldenTests/Published")) ?? []

    @Test(arguments: cases) func scriptGivesItsResult(_ golden: GoldenCase) throws {
        #expect(try GoldenRun(of: golden).result == golden.expected)
    }

    /// Figures that others have published for real files.
    @Test(.enabled(if: Repository.hasSharedData, "../shared/data is not there"), arguments: published)
    func publishedFiguresComeOut(_ golden: GoldenCase) throws {
        #expect(try GoldenRun(of: golden).result == golden.expected)
    }

    @Test func thereAreManyScripts() {
        #expect(GoldenTests.cases.count >= 150)
        #expect(Set(GoldenTests.cases.map(\.testDescription)).count == GoldenTests.cases.count)
    }

    // MARK: - Every registered function has a script

    private static let scripts = cases.map { $0.script.lowercased() }.joined(separator: "\n")

    @Test(arguments: ScalarFunction.all.map(\.name) + ["if", "case", "coalesce"])
    func scalarFunctionOccurs(_ name: String) {
        #expect(GoldenTests.scripts.contains("\(name)("))
    }

    @Test(arguments: AggregateFunction.all.map(\.name)) func aggregateOccurs(_ name: String) {
        let spelling = ["rate": "%", "quantile": "p90 ", "count": "count"][name] ?? "\(name) "
        let isCalled = GoldenTests.scripts.contains("\(name)(")
        #expect(GoldenTests.scripts.contains(spelling) || isCalled)
    }

    @Test(arguments: Exporters.all.map(\.name)) func formatOccurs(_ name: String) {
        #expect(GoldenTests.cases.contains { $0.tag.split(separator: " ").first == Substring(name) })
    }
}
