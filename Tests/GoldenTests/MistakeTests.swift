import Diagnostics
import Foundation
import Testing

/// Mistakes of meaning on the example data, and what is said about them.
struct MistakeTests {
    static let files = Place.files("Mistakes", ending: "caret").map(\.lastPathComponent)

    static func cases(_ file: String) throws -> [MistakeCase] {
        MistakeCase.read(try String(contentsOf: place(file), encoding: .utf8).trimmingEnd("\n"))
    }

    private static func place(_ file: String) -> URL { Place.tests.appending(path: "Mistakes/\(file)") }

    @Test(arguments: files) func findsWhatStandsUnderTheQuery(_ file: String) throws {
        let text = try String(contentsOf: MistakeTests.place(file), encoding: .utf8)
        let rendered = try MistakeTests.cases(file).map(\.rendered).joined(separator: "\n\n") + "\n"
        if Place.updatesGoldenFiles {
            try rendered.write(to: MistakeTests.place(file), atomically: true, encoding: .utf8)
        }
        #expect(rendered == text || Place.updatesGoldenFiles)
    }

    @Test func thereAreManyMistakes() throws {
        let cases = try MistakeTests.files.flatMap(MistakeTests.cases)
        #expect(cases.count >= 60)
        #expect(Set(cases.map(\.query)).count == cases.count)
    }

    /// Every case is wrong or doubtful, and applying a fix-it takes its finding away.
    @Test(arguments: files) func fixItsFix(_ file: String) throws {
        for mistake in try MistakeTests.cases(file) {
            let found = mistake.findings
            #expect(!found.isEmpty, "\(mistake.query)")
            for finding in found {
                for fixIt in finding.fixIts {
                    let left = mistake.findings(of: mistake.query.applying(fixIt))
                    let isLeft = left.contains { ($0.id, $0.message) == (finding.id, finding.message) }
                    #expect(!isLeft, "\(fixIt.title) in \(mistake.query): \(left.map(\.message))")
                }
            }
        }
    }

    /// Findings speak of what was found, never to the reader, and all have an id in kebab-case.
    @Test(arguments: files) func messagesKeepTheirForm(_ file: String) throws {
        for finding in try MistakeTests.cases(file).flatMap(\.findings) {
            let text = ([finding.message] + finding.notes + (finding.advice.map { [$0] } ?? [])).joined(separator: " ")
            let words = text.lowercased().split { !$0.isLetter }
            #expect(!words.contains("you") || text.contains("did you mean"), "\(text)")
            #expect(!words.contains("your") && !words.contains("please"), "\(text)")
            #expect(finding.message.last != ".", "\(finding.message)")
            #expect(finding.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(finding.id)")
        }
    }
}
