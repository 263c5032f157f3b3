import Diagnostics
import Foundation
import Semantics
import Syntax
import Testing

@testable import LanguageService

struct CheckingTests {
    /// A generator that gives the same edits in every run.
    private struct Edits: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let pieces = [
        "where district = 5 ", "show late%", "group by type", "\n\n", ";", "define slow = time_to_close > 30d\n\n",
        "\"",
        "slow", " ", "|", "é😀", "-- note\n", "top 3 by count", "reason = \"Customer Servise\"", "(", ")", "view v = ",
        "show count\n\n", "param p = 3\n\n", "p", "define quick = not slow\n\n", "measure m = quick% + p\n\n", "m",
        "quick", "slow = ",
        "span s = opened to closed\n\n", "show s", "set warnings = false\n\n", "from v show n", "lookup v on district ",
    ]

    /// A thousand edits: what the checker remembers never changes what it finds.
    @Test func rememberedFindingsAreThoseOfAFreshLook() {
        var edits = Edits(state: 311)
        var bytes: [UInt8] = []
        var checker = Checker()
        for _ in 0..<1_000 {
            let start = Int.random(in: 0...bytes.count, using: &edits)
            let removed = Int.random(in: 0...min(6, bytes.count - start), using: &edits)
            let piece = CheckingTests.pieces.randomElement(using: &edits) ?? ""
            bytes.replaceSubrange(start..<start + removed, with: Array(piece.utf8))
            if bytes.count > 800 { bytes.removeFirst(400) }
            let script = Script(SourceText(bytes: bytes, name: "query"), Example.catalog)
            let found = checker.diagnostics(script)
            let fresh = script.diagnostics()
            #expect(found == fresh)
            #expect(found.allSatisfy { $0.range.end <= bytes.count })
        }
    }

    /// What changes at one place is seen wherever it matters, also by way of another definition or a name that is gone.
    @Test(arguments: [
        ("define slow = time_to_close > 30d", "define slow = time_to_close + 30d"),
        ("define slow = time_to_close > 30d", "define slower = time_to_close > 30d"),
        ("define unslow = time_to_close > 30d", "define slow = time_to_close > 30d"),
        ("view weekly = over week show count", "view weekly = over week show arrivals"),
        ("param p = 3", "param p = \"three\""),
        ("set warnings = true", "set warnings = false"),
    ]) func aChangedDefinitionIsSeenWhereItIsUsed(_ before: String, _ after: String) {
        let rest = """


            define quick = not slow

            show quick%

            group by district show count having count > p

            from weekly list count

            where reason = "Customer Servise" show count

            where slwo show count
            """
        var checker = Checker()
        for text in [before + rest, after + rest, before + rest] {
            let script = Script(SourceText(text, name: "query"), Example.catalog)
            #expect(checker.diagnostics(script) == script.diagnostics())
        }
        let fresh = [before, after].map { Script(SourceText($0 + rest, name: "query"), Example.catalog).diagnostics() }
        #expect(fresh[0] != fresh[1])
    }

    /// The findings of the editor are those of a run, for texts that a run refuses or warns about.
    @Test func definitionsOnlyWarn() {
        let text = "define late2 = lateness > 3\n\nshow count"
        let found = Script(SourceText(text, name: "query"), Example.catalog).diagnostics()
        #expect(found.allSatisfy { $0.severity == .warning })
        #expect(Set(found.map(\.id)) == ["unused-definition", "unknown-column"])
    }

    @Test func withoutDataOnlyTheSpellingIsLookedAt() {
        let found = Script(SourceText("group by nonsense shwo count", name: "query"), EmptyCatalog()).diagnostics()
        #expect(found.map(\.id) == ["unknown-clause"])
    }

    /// The bar is 5 ms for a keystroke in 2,000 lines in a release build.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TALLY_SPEED"] != nil, "a measurement: set TALLY_SPEED=1"))
    func aKeystrokeIsQuick() {
        let statement =
            "define slow_N = time_to_close > N\n\nwhere slow_N and district = 5\n  group by type\n  show late%, p90 overdue -- N\n\n"
        var text = ""
        for number in 0..<330 { text += statement.replacing("N", with: "\(number % 300 + 1)d") }
        text = text.replacing("slow_", with: "slow").replacing("d = time", with: " = time").replacing(
            "d and", with: " and")
        var checker = Checker()
        var bytes = Array(text.utf8)
        _ = checker.diagnostics(Script(SourceText(bytes: bytes, name: "query"), Example.catalog))
        var times: [Double] = []
        for key in 0..<50 {
            bytes.insert(UInt8(ascii: "a") + UInt8(key % 26), at: bytes.count - 3)
            let time = ContinuousClock().measure {
                _ = checker.diagnostics(Script(SourceText(bytes: bytes, name: "query"), Example.catalog))
            }
            times.append(Double(time.components.attoseconds) * 1e-15)
        }
        let lines = bytes.count { $0 == 10 }
        print("keystroke in \(lines) lines: median \(times.sorted()[25]) ms, worst \(times.max() ?? 0) ms")
    }
}
