import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Engine
@testable import Semantics

/// Every example of the manual and of the reference page runs on the example data without a finding.
struct ExampleTests {
    private static let data = Repository.top.appending(path: "examples/data/san_antonio_customer_service.csv").path

    /// The ids of what is wrong with a text; runs it when nothing is.
    private func findings(_ text: String, all: Bool = false) throws -> [String] {
        let text = text.replacing("\"examples/", with: "\"\(Repository.top.path)/examples/")
        let session = Session(threads: 1)
        session.add(files: [ExampleTests.data])
        let script: PreparedScript
        do throws(EngineError) { script = try session.prepare(text, name: "example") } catch {
            guard case .query(let diagnostics, _) = error else { throw error }
            return diagnostics.map(\.id)
        }
        var found = script.warnings
        for statement in script.statements {
            guard let result = try session.run(statement) else { continue }
            #expect(result.scannedRows > 0)
            found += result.findings
        }
        return found.filter { all || isForEverybody($0) }.map(\.id)
    }

    /// Examples show one thing each: that a group is small or that cases are open is not theirs.
    private func isForEverybody(_ finding: Diagnostic) -> Bool {
        finding.severity != .note && finding.id != "few-cases"
    }

    @Test(
        arguments: Manual.entries.filter { !$0.example.isEmpty && $0.kind != .warning }.map(\.example)
    )
    func availableThingsRun(_ example: String) throws {
        // District 0 is outside the city and has no row among the districts, which is worth a warning.
        // The example data has dates only, so that hours and minutes are worth one too.
        let hasClock = example.contains("hour(") || example.contains("minute(")
        let expected = example.contains("lookup") ? ["lookup-unmatched"] : hasClock ? ["hour-of-date"] : []
        #expect(try findings(example) == expected)
    }

    /// An analyzer's example is one that it finds something in.
    @Test(arguments: Analyzers.all.map(\.id)) func warningsWarn(_ id: String) throws {
        let analyzer = try #require(Analyzers.all.first { $0.id == id })
        #expect(try findings(analyzer.example, all: true).contains(id))
        #expect(try findings("set \(analyzer.option) = false\n\n\(analyzer.example)", all: true).contains(id) == false)
    }

    @Test func everyExampleOfTheReferenceIsTheManuals() throws {
        let shown = Repository.blocks("tally", in: try Repository.read("docs/reference.md"))
        #expect(shown == Manual.entries.map(\.example).filter { !$0.isEmpty })
    }

    @Test func everyTopicWithAFormHasAnExample() {
        let without = Manual.entries.filter { $0.example.isEmpty && !$0.syntax.isEmpty && $0.kind != .format }
        // `use` needs a second file.
        #expect(without.map(\.name) == ["use"])
    }
}
