import Diagnostics
import Syntax
import Testing

@testable import LanguageService

struct CompletionTests {
    /// The first twelve items, with what they insert where that is not the label.
    private static func list(_ script: Script, _ cursor: Int) -> String {
        let list = script.completions(at: cursor)
        var lines = list.items.prefix(12).map { item in
            let insertion =
                item.insertion == item.label || item.insertion == item.label + " " ? "" : " → \(item.insertion)"
            return "\(item.kind.rawValue.padded(10)) \(item.label)\(insertion)\(item.detail.map { "  · \($0)" } ?? "")"
        }
        if list.items.count > 12 || list.isIncomplete { lines.append("…") }
        return lines.isEmpty ? "(nothing)" : lines.joined(separator: "\n")
    }

    @Test func listsAreAsExpected() throws {
        let cases = try ServiceCase.check("completion.golden", CompletionTests.list)
        #expect(cases.count > 20)
        for (expected, found) in cases { #expect(found == expected.expected, "\(expected.heading)") }
    }

    /// Wherever the cursor is in whatever text: no crash, a range that holds the cursor, no label twice, and every item
    /// fits what is typed.
    @Test(arguments: [
        "where district = 5 and reason = \"Cust\" group by type show late%, p90 overdue top 3 by late%",
        "define x(a) = a + 1; view v = over month show count\n\nv where late compare to previous year",
        "lookup \"f.csv\" on district show count per 1000 population if (late or open)",
        "where reason in (\"A\", 'B\" show ))(( 5 = = % , from from top per",
        "-- comment é 😀\nshow share of count within district | sort by `a b` desc limit 3",
    ])
    func everyPlaceIsSafe(_ text: String) {
        let script = Script(SourceText(text, name: "query"), Example.catalog)
        for cursor in 0...text.utf8.count {
            let list = script.completions(at: cursor)
            #expect(list.range.start <= cursor && cursor <= list.range.end)
            #expect(Set(list.items.map(\.label)).count == list.items.count)
            for item in list.items {
                let fits = [item.label, item.alias ?? ""].contains {
                    list.fragment.isEmpty || $0.lowercased().contains(list.fragment.lowercased())
                }
                #expect(fits, "\(item.label) for \(list.fragment)")
            }
        }
    }

    /// What is inserted for a value reads back as that value.
    @Test func valuesAreSpeltSoThatTheyParse() {
        for text in ["Customer Service", "5", "05", "say \"hi\"", "", "-3", "1_000", "Ünï"] {
            let script = Script(SourceText("where type = " + Spelling.value(text), name: "query"), EmptyCatalog())
            #expect(script.tree.diagnostics.isEmpty, "\(text)")
        }
        for name in ["late", "Council District", "group", "2nd", "größe", "a`b", "key"] {
            let script = Script(SourceText("list " + Spelling.name(name), name: "query"), EmptyCatalog())
            #expect(script.tree.diagnostics.isEmpty, "\(name)")
        }
    }
}

extension String {
    func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
