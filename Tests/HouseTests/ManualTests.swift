import Foundation
import Functions
import Planning
import Syntax
import TestSupport
import Testing

@testable import Engine
@testable import Semantics
@testable import Shell

/// Holds the manual to the grammar, the registries and the page in `docs`.
struct ManualTests {
    /// The grammar's production of an entry's name: `sort by` is `sort`.
    private static func production(_ name: String) -> String {
        switch name {
        case "sort by": "sort"
        default: name.split(separator: " ").joined(separator: "_")
        }
    }

    @Test func everyClauseOfTheGrammarHasItsEntry() throws {
        let clauses = Manual.entries(of: .clause).map { ManualTests.production($0.name) }
        #expect(Set(clauses) == Set(try EBNF().alternatives(of: "clause")))
        #expect(Set(clauses).count == clauses.count)
    }

    @Test func everyStatementOfTheGrammarHasItsEntry() throws {
        let statements = Manual.entries(of: .statement).map(\.name) + ["query"]
        #expect(Set(statements) == Set(try EBNF().alternatives(of: "statement")))
    }

    @Test func everyRegisteredThingHasItsEntry() {
        let names = Set(Manual.entries.map(\.name))
        #expect(ScalarFunction.all.map(\.name).filter { !names.contains($0) } == [])
        #expect(AggregateFunction.all.map(\.name).filter { !names.contains($0) } == [])
        #expect(Profiles.shipped.map(\.name).filter { !names.contains($0) } == [])
        #expect(AggregateWord.all.filter { !names.contains($0) } == [])
    }

    @Test func everyWindowAndModifierOfTheGrammarIsATopic() throws {
        let words = try EBNF().words(of: "window").union(["if", "within", "per", "adjusted for"])
        for word in words.subtracting(["of", "in"]).sorted() {
            #expect(Manual.entries(about: word).contains { $0.kind == .measure || $0.kind == .clause }, "\(word)")
        }
    }

    @Test func namesAreUniqueWithinAKind() {
        for kind in ManualEntry.Kind.allCases {
            let names = Manual.entries(of: kind).map(\.name)
            #expect(Set(names).count == names.count, "\(kind)")
            #expect(!names.isEmpty, "\(kind)")
        }
    }

    @Test func everyTopicIsFoundByItsNameAndAliases() {
        for entry in Manual.entries {
            for topic in [entry.name, entry.name.uppercased()] + entry.aliases {
                #expect(!Manual.entries(about: topic).isEmpty, "\(topic)")
            }
            #expect(Manual.entries(about: entry.name).contains { $0.kind == entry.kind }, "\(entry.name)")
        }
    }

    @Test(arguments: [("gruop by", "group by"), ("yaer", "year"), ("meddian", "median"), ("functons", "functions")])
    func misspeltTopicsGetTheRightOne(_ topic: String, _ right: String) {
        #expect(Manual.entries(about: topic).isEmpty && Manual.kind(named: topic) == nil)
        #expect(Manual.suggestion(for: topic) == right)
    }

    @Test(arguments: [
        ("late%", "rate"), ("p42", "quantile"), ("year(opened)", "year"), ("GROUP  by", "group by"), ("bottom", "top"),
        ("exit", "exit codes"), ("share", "share of"),
    ])
    func formsLeadToTheirEntry(_ topic: String, _ name: String) {
        #expect(Manual.entries(about: topic).map(\.name) == [name])
    }

    @Test(arguments: Manual.entries) func textsFitTheTerminal(_ entry: ManualEntry) {
        let text = HelpText.text(entry)
        #expect(text.contains(entry.name))
        #expect(entry.summary.hasSuffix("."), "\(entry.name) is explained in full sentences")
        let prose = text.split(separator: "\n").filter { !$0.hasPrefix("  ") }
        #expect(prose.filter { $0.count > 80 } == [])
    }

    @Test func overviewAndListsNameEveryTopic() {
        let overview = HelpText.overview()
        for entry in Manual.entries {
            #expect(overview.contains(entry.name), "\(entry.name)")
            #expect(HelpText.list(entry.kind).contains(entry.name), "\(entry.name)")
        }
        #expect(overview.split(separator: "\n").filter { $0.count > 80 } == [])
    }

    @Test(arguments: ManualEntry.Kind.allCases) func listsHoldWholeSentences(_ kind: ManualEntry.Kind) {
        let list = HelpText.list(kind)
        #expect(list.split(separator: "\n").filter { $0.count > 80 } == [])
        #expect(list.count { $0 == "(" } == list.count { $0 == ")" })
        #expect(list.count { $0 == "`" }.isMultiple(of: 2))
    }

    @Test func referencePageIsWhatTheProgramWrites() throws {
        let page = ReferencePage.text()
        let found = try Repository.read("docs/reference.md")
        #expect(found == page, "`tally help --markdown > docs/reference.md` writes the page anew")
    }

    @Test func wordsOfTheReferenceAreThoseOfTheGrammar() throws {
        let page = try Repository.read("docs/reference.md")
        let section = try #require(page.components(separatedBy: "\n## Words\n").last)
        let words = Set(section.matches(of: /`([a-z]+)`/).map { String($0.1) })
        // Words that the parser takes as plain words: names of pictures and of calendar grains.
        let plain: Set = ["bars", "line", "spark", "heatmap", "histogram", "box", "map", "table", "median", "year"]
        #expect(words == (try EBNF().words()).subtracting(plain))
    }
}
