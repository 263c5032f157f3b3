import Diagnostics
import Functions
import Planning
import TabularIO
import TestSupport
import Testing

@testable import Semantics

/// Everything that is registered is named in a test or a golden file: an extension is a file, a line and a golden case.
struct CoverageTests {
    private static let hasGoldenScripts = !Repository.files("Tests/GoldenTests", ending: "golden").isEmpty

    /// All test inputs and sources apart from this target's, which names everything by going through the lists.
    private static let texts: [String] = {
        let endings = ["swift", "golden", "caret", "tree", "tally", "txt", "py", "csv", "table"]
        let all: [String] = endings.flatMap { Repository.files("Tests", ending: $0) }
        let paths = all.filter { !$0.contains("HouseTests") }
        return paths.compactMap { try? Repository.read($0) }
    }()

    /// The examples of the manual run as tests too, so a function's own example covers it.
    private func isNamed(_ pattern: String) throws -> Bool {
        let regex = try Regex(pattern)
        return CoverageTests.texts.contains { $0.contains(regex) }
    }

    @Test(.enabled(if: hasGoldenScripts, "needs Tests/GoldenTests"), arguments: ScalarFunction.all.map(\.name))
    func functionsAreUsed(_ name: String) throws {
        #expect(try isNamed("\\b\(name)\\("), "no test or golden file uses \(name)(…)")
    }

    @Test(.enabled(if: hasGoldenScripts, "needs Tests/GoldenTests"), arguments: AggregateFunction.all.map(\.name))
    func measuresAreUsed(_ name: String) throws {
        let pattern =
            switch name {
            case "count": "show count\\b"
            case "quantile": "\\bp[0-9][0-9] [a-z(]"
            case "rate": "[a-z)]%"
            default: "\\b\(name)(?: [a-z(`]|\\()"
            }
        #expect(try isNamed(pattern), "no test or golden file uses \(name)")
    }

    @Test(arguments: Exporters.all.map(\.name)) func formatsHaveGoldenFiles(_ name: String) {
        #expect(Repository.files("Tests/Golden/Export", ending: "txt").contains { $0.contains(".\(name).") })
    }

    @Test(.enabled(if: hasGoldenScripts, "needs Tests/GoldenTests"), arguments: Optimizer.rules.map(\.name))
    func rulesAreSeenAtWork(_ name: String) throws {
        #expect(CoverageTests.texts.contains { $0.contains("after: \(name)") }, "no golden file shows \(name) at work")
    }

    @Test(arguments: Analyzers.all.map(\.id)) func analyzersHaveCases(_ id: String) {
        #expect(
            Repository.files("Tests/GoldenTests/Warnings", ending: "caret").contains { $0.hasSuffix("/\(id).caret") })
    }

    /// No warning without an entry in the manual and an option that turns it off.
    @Test func warningsAreThoseOfAnalyzers() throws {
        let calls = try Repository.files("Sources/Semantics", ending: "swift").flatMap { path in
            try Repository.read(path).matches(of: #/(?:\bwarn|\bnote)\(\s*"([a-z-]+)"/#).map { String($0.1) }
        }
        #expect(!calls.isEmpty)
        #expect(Set(calls).subtracting(Analyzers.all.map(\.id)) == [])
        #expect(Set(Analyzers.all.map(\.id)).count == Analyzers.all.count)
    }

    @Test(arguments: Profiles.shipped.map(\.name)) func profilesAreUsed(_ name: String) throws {
        #expect(try isNamed("\\b\(name)\\b"), "no test names the profile \(name)")
    }

    @Test func shippedProfilesAreWithoutMistakes() { #expect(Profiles.diagnostics.map(\.message) == []) }

    /// No two profiles answer to one header, and each gives the names that users count on.
    @Test(arguments: Profiles.shipped.map(\.name)) func profilesAreComplete(_ name: String) throws {
        let profile = try #require(Profiles.shipped.first { $0.name == name })
        #expect(Profiles.matching(header: profile.matches, own: [])?.name == name)
        // What a city does not publish has a sentence that says so, which the error message repeats.
        let names = Set(
            profile.columns.map(\.name) + profile.definitions.map(\.name) + Array(profile.summaries.keys))
        let wanted: Set = [
            "district", "department", "type", "source", "address", "open", "closed", "late", "due", "age",
            "time_to_close",
        ]
        #expect(wanted.subtracting(names) == [])
    }
}
