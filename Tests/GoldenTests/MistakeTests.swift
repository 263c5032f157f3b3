import Diagnostics
import TestSupport
import Testing

/// Mistakes of meaning on the example data, and what is said about them.
struct MistakeTests {
    static let files = Repository.files("Tests/GoldenTests/Mistakes", ending: "caret")

    static func cases(_ file: String) throws -> [MistakeCase] {
        MistakeCase.read(try Repository.read(file).trimmingEnd("\n"))
    }

    @Test(arguments: files) func findsWhatStandsUnderTheQuery(_ file: String) throws {
        let rendered = try MistakeTests.cases(file).map(\.rendered).joined(separator: "\n\n") + "\n"
        #expect(try rendered == Repository.golden(file, now: rendered))
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
