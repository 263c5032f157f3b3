import Diagnostics
import Syntax
import TestSupport
import Testing

/// Mistakes and what is said about them: the carets under a query are the expected diagnostics.
struct CaretTests {
    static let files = Repository.files("Tests/SyntaxTests/Diagnostics", ending: "caret")

    @Test(arguments: files) func findsWhatStandsUnderTheQuery(_ file: String) throws {
        let rendered = CaretCase.read(try Repository.read(file)).map(\.rendered).joined(separator: "\n\n") + "\n"
        #expect(try rendered == Repository.golden(file, now: rendered))
    }

    @Test func thereAreManyMistakes() throws {
        let cases = try CaretTests.files.flatMap { CaretCase.read(try Repository.read($0)) }
        #expect(cases.count >= 40)
        #expect(Set(cases.map(\.query)).count == cases.count)
    }

    /// Every case is wrong; applying a fix-it leaves one mistake less, and no fix-it brings in a new one.
    @Test(arguments: files) func fixItsFix(_ file: String) throws {
        for mistake in CaretCase.read(try Repository.read(file)) {
            let before = SyntaxTree.of(mistake.query).diagnostics
            #expect(!before.isEmpty, "\(mistake.query)")
            for fixIt in before.flatMap(\.fixIts) {
                let after = SyntaxTree.of(mistake.query.applying(fixIt)).diagnostics
                #expect(after.count < before.count, "\(fixIt.title) in \(mistake.query)")
            }
        }
    }

    /// Findings speak of what was found, and never to the reader.
    @Test(arguments: files) func messagesNeverSayYou(_ file: String) throws {
        for mistake in CaretCase.read(try Repository.read(file)) {
            for diagnostic in SyntaxTree.of(mistake.query).diagnostics {
                let words = (diagnostic.message + " " + (diagnostic.advice ?? "")).lowercased().split(separator: " ")
                let speech = words.filter { !$0.contains("`") && ["your", "yours"].contains($0) || $0 == "please" }
                #expect(speech.isEmpty, "\(diagnostic.message)")
                #expect(diagnostic.message.first?.isUppercase == false && diagnostic.message.last != ".")
            }
        }
    }
}
