import Diagnostics
import TestSupport
import Testing

/// What the analyzers find and what they leave alone, one file each: what stands under a query is all that is said.
struct WarningTests {
    static let files = Repository.files("Tests/GoldenTests/Warnings", ending: "caret")

    @Test(arguments: files) func findsWhatStandsUnderTheQuery(_ file: String) throws {
        let cases = MistakeCase.read(try Repository.read(file).trimmingEnd("\n"))
        let rendered = cases.map(\.rendered).joined(separator: "\n\n") + "\n"
        #expect(try rendered == Repository.golden(file, now: rendered))
    }

    /// Each fires, each is silent where it should be, its option silences it, and its fix-its take the finding away.
    @Test(arguments: files) func firesAndKeepsStill(_ file: String) throws {
        let id = String(file.split(separator: "/").last ?? "").replacing(".caret", with: "")
        let option = "set warn_\(id.replacing("-", with: "_")) = false"
        let cases = MistakeCase.read(try Repository.read(file))
        var (fired, silent, turnedOff) = (0, 0, 0)
        for query in cases {
            let found = query.findings.filter { $0.id == id }
            if query.query.hasPrefix(option) { turnedOff += 1 }
            if found.isEmpty { silent += 1 } else { fired += 1 }
            #expect(!query.query.hasPrefix(option) || found.isEmpty)
            for finding in found {
                for fixIt in finding.fixIts {
                    let left = query.findings(of: query.query.applying(fixIt))
                    let isLeft = left.contains { ($0.id, $0.message) == (id, finding.message) }
                    #expect(!isLeft && !left.hasErrors, "\(fixIt.title) in \(query.query): \(left.map(\.message))")
                }
            }
        }
        #expect(fired > 0 && silent > turnedOff, "\(file) has cases that fire and cases that do not")
        #expect(turnedOff > 0 || cases.contains { $0.query.hasPrefix("set warnings = false") })
    }
}
