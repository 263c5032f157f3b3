import Diagnostics
import Testing

@testable import LanguageService

struct HighlightingTests {
    private static func list(_ script: Script, _ cursor: Int) -> String {
        script.semanticTokens().map { token in
            "\(token.kind.rawValue.padded(10)) \(script.source.text(token.range))\(token.isDeclaration ? "  · declared" : "")"
        }.joined(separator: "\n")
    }

    @Test func coloursAreAsExpected() throws {
        let cases = try ServiceCase.check("highlighting.golden", HighlightingTests.list)
        #expect(cases.count > 3)
        for (expected, found) in cases { #expect(found == expected.expected, "\(expected.heading)") }
    }

    /// Tokens are in order, apart from each other, and none spans a line end.
    @Test(arguments: [
        "where district = 5 and reason = \"Cust\" group by type show late%, p90 overdue top 3 by late%",
        "-- é\ndefine x(a) = a + 1\nview v = over month show count -- end\n\nv where late compare to previous year",
        "where reason in (\"A\", 'B\" show ))(( 5 = = % , from from top per\r\n--",
    ])
    func tokensAreInOrder(_ text: String) {
        let script = Script(SourceText(text, name: "query"), Example.catalog)
        var end = 0
        for token in script.semanticTokens() {
            #expect(token.range.start >= end && !token.range.isEmpty)
            let spansLines = script.source.text(token.range).contains { $0.isNewline }
            #expect(!spansLines)
            end = token.range.end
        }
    }
}
