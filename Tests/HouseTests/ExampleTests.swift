import Diagnostics
import Foundation
import Testing

@testable import Engine
@testable import Semantics

/// Every example of the manual and of the reference page runs on the example data without a finding.
struct ExampleTests {
    private static let data = Repository.top.appending(path: "examples/data/san_antonio_customer_service.csv").path

    /// The ids of what is wrong with a text; runs it when nothing is.
    private func findings(_ text: String) throws -> [String] {
        let text = text.replacing("\"examples/", with: "\"\(Repository.top.path)/examples/")
        let session = Session(threads: 1)
        session.add(files: [ExampleTests.data])
        let script: PreparedScript
        do throws(EngineError) { script = try session.prepare(text, name: "example") } catch {
            guard case .query(let diagnostics, _) = error else { throw error }
            return diagnostics.map(\.id)
        }
        for statement in script.statements {
            if let result = try session.run(statement) { #expect(result.scannedRows > 0) }
        }
        return script.warnings.map(\.id)
    }

    @Test(arguments: Manual.entries.filter { !$0.example.isEmpty && $0.isAvailable }.map(\.example))
    func availableThingsRun(_ example: String) throws {
        // District 0 is outside the city and has no row among the districts, which is worth a warning.
        let expected = example.contains("lookup") ? ["lookup-unmatched"] : []
        #expect(try findings(example) == expected)
    }

    /// The honest list: what the manual calls unavailable ends in just that diagnostic. Whoever builds it takes the mark
    /// away.
    @Test(arguments: Manual.entries.filter { !$0.isAvailable }.map(\.example))
    func thingsToComeSaySo(_ example: String) throws { #expect(Set(try findings(example)) == ["not-yet"]) }

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
