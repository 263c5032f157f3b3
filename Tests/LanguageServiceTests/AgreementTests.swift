import Diagnostics
import Engine
import Semantics
import Testing

@testable import LanguageService

/// What an editor shows is what a run says: both look at every example of the manual.
struct AgreementTests {
    /// Apart from `save`, of which only a run knows whether there is something to save.
    private static let examples = ManualEntry.language.filter { !$0.example.isEmpty }.map(\.example)
        .filter { !$0.hasPrefix("save") }

    private static func ofRun(_ text: String) -> [Diagnostic] {
        let session = Session(Example.catalog.environment, threads: 1)
        do throws(EngineError) {
            return try session.prepare(text, name: "query").warnings
        } catch {
            if case .query(let found, _) = error { return found }
            return []
        }
    }

    @Test(arguments: examples) func examplesAreFoundTheSame(_ text: String) {
        let found = Script(SourceText(text, name: "query"), Example.catalog).diagnostics()
        #expect(found == AgreementTests.ofRun(text))
    }

    @Test(arguments: [
        "group by distict show count", "where source = \"311 Mobil App\" show count", "show late% as x sort by y",
        "set warnings = false\n\nwhere source = \"311 Mobil App\" show count", "set nonsense = 3", "param p = late",
        "define slow = time_to_close > 30d\n\nwhere slow show median slow", "use \"none.tally\"",
        "expect group by type show late% always late < 3", "top 3 by count with others", "where a b c",
    ])
    func mistakesAreFoundTheSame(_ text: String) {
        let found = Script(SourceText(text, name: "query"), Example.catalog).diagnostics()
        #expect(found == AgreementTests.ofRun(text))
    }
}
