import Columnar
import Diagnostics
import Foundation
import Semantics
import TabularIO
import TestSupport
import Testing

@testable import Engine

/// Decoding only the columns that a script names changes no answer.
struct PartialLoadTests {
    private static let calls = Repository.top.appending(path: "examples/data/san_antonio_customer_service.csv").path

    /// What stands before the day at which the data ends, in `answers`.
    private static let end = "the data ends "

    private static func session(isPartial: Bool, tellsEnd: Bool = true, _ file: String = calls) -> Session {
        let session = Session(threads: 2)
        session.smallestPartialLoad = isPartial ? 0 : .max
        session.tellsEnd = tellsEnd
        session.add(files: [file])
        return session
    }

    /// Everything that a script's results say, or what is wrong with it.
    private static func answers(_ text: String, _ session: Session) throws -> [String] {
        let text = text.replacing("\"examples/", with: "\"\(Repository.top.path)/examples/")
        do throws(EngineError) {
            let script = try session.prepare(text, name: "test")
            var answers = script.warnings.map(\.message)
            for statement in script.statements {
                answers.append(try session.explanation(of: statement) ?? "")
                guard let result = try session.run(statement) else { continue }
                answers += [end + (session.tellsEnd ? result.asOf ?? "" : ""), "\(result.scannedRows)"] + result.notes
                for column in result.table.columns {
                    answers += (0..<result.table.rowCount).map { ValueText.machine(column.column[$0]) ?? "-" }
                }
            }
            return answers
        } catch {
            guard case .query(let found, _) = error else { return ["\(error)"] }
            return found.map { "\($0.message) \($0.advice ?? "") \($0.notes) \($0.fixIts.map(\.replacement))" }
        }
    }

    @Test(
        arguments: (ManualEntry.clauses + ManualEntry.measures + ManualEntry.statements).map(\.example)
            .filter { !$0.isEmpty } + [
                "show count", "group by distrct show count", "where reason = \"Custmer Service\" show count",
                "define age_class = bucket(age, 30d, 1y); group by age_class show count, late%",
                "where `Council District` = 5 show distinct `OBJECTDESC`", "list location limit 3",
                "group by district show count | group by district show sum count",
            ]) func answersAreThoseOfWholeLoads(_ text: String) throws
    {
        let whole = try PartialLoadTests.answers(text, PartialLoadTests.session(isPartial: false))
        let partial = try PartialLoadTests.answers(text, PartialLoadTests.session(isPartial: true))
        #expect(partial == whole)
        #expect(!partial.isEmpty || !text.contains("show"))
        // What results do not tell is found out where the answer depends on it.
        let quiet = try PartialLoadTests.answers(text, PartialLoadTests.session(isPartial: true, tellsEnd: false))
        #expect(quiet == whole.map { $0.hasPrefix(PartialLoadTests.end) ? PartialLoadTests.end : $0 })
    }

    /// Nobody waits for a big file to hear of a typo.
    @Test(arguments: [
        ("group by distrct show count", 0), ("group by district shw count", 1), ("show median (distrct", 0),
        ("show late% if reason = \"Custmer Service\"; show cont", 1), ("show sum type", 1),
    ])
    func mistakesOfNamesAreToldWithoutTheRows(_ text: String, loads: Int) {
        let session = PartialLoadTests.session(isPartial: true)
        var count = 0
        session.onLoad = { _ in count += 1 }
        #expect(throws: EngineError.self) { try session.prepare(text, name: "test") }
        #expect(count == loads)
        #expect(throws: Never.self) { try session.prepare("show count", name: "test") }
        #expect(count == 1)
    }

    @Test func onlyWhatIsNamedIsDecoded() throws {
        func decoded(_ text: String, _ session: Session = PartialLoadTests.session(isPartial: true)) throws -> Set<
            String
        > {
            _ = try session.prepare(text, name: "test")
            let loaded = try #require(session.loaded)
            return Set(
                loaded.table.names.indices.filter { !loaded.undecoded.contains($0) }.map { loaded.table.names[$0] })
        }
        #expect(try decoded("show count") == [])
        #expect(try decoded("group by district show late%") == ["Council District", "Late (Yes/No)"])
        #expect(try decoded("define slow = type; group by slow show count") == ["TYPENAME"])
        #expect(try decoded("over month show count") == ["OPENEDDATETIME"])
        // A second script that needs more finds it, and one that needs nothing new leaves things as they are.
        let session = PartialLoadTests.session(isPartial: true)
        #expect(try decoded("group by district show count", session).contains("Council District"))
        #expect(try !decoded("where district = 5 show count", session).contains("TYPENAME"))
        #expect(try decoded("group by type show count", session).contains("TYPENAME"))
        #expect(
            try session.run(session.prepare("group by type show count", name: "t").statements[0])?.table.rowCount ?? 0
                > 3)
    }

    @Test(arguments: [
        ("show count", false), ("group by type show count", false), ("group by year(opened) show count", false),
        ("over month show count", true), ("where opened in this month show count", true), ("list age limit 1", true),
        ("show max (as_of - opened)", true), ("show count into \"end.md\"", true),
    ]) func theEndIsLookedForWhereItMatters(_ text: String, _ matters: Bool) throws {
        let quiet = PartialLoadTests.session(isPartial: true, tellsEnd: false)
        _ = try quiet.prepare(text, name: "test")
        #expect(quiet.loaded?.unbounded.isEmpty == matters)
        let telling = PartialLoadTests.session(isPartial: true)
        let statement = try telling.prepare("group by type show count", name: "test").statements[0]
        #expect(telling.loaded?.unbounded == [])
        let whole = PartialLoadTests.session(isPartial: false)
        let same = try whole.prepare("group by type show count", name: "test").statements[0]
        #expect(try telling.run(statement)?.asOf == whole.run(same)?.asOf)
        #expect(try telling.run(statement)?.asOf != nil)
    }

    /// The values that the end is found by, and those that decide how dates are read, are looked at in other columns.
    @Test(arguments: [
        // Only `closed` tells that the day comes first.
        "opened,closed,kind\n03/04/2020,25/04/2020,a\n05/06/2020,28/06/2020,b\n",
        // A mistake that is not the end.
        "opened,closed,kind\n2020-03-04,2020-03-09,a\n2020-05-06,2999-01-01,b\n",
        // A column of times whose first rows are empty comes first.
        "due,opened,kind\n" + String(repeating: ",2020-03-04,a\n", count: 3_000) + "2020-05-06,2020-05-07,b\n",
        // What looks like times is text.
        "opened,closed,kind\n"
            + (0..<3_000).map { "2020-03-04,\($0 < 1_500 ? "2020-03-04" : "never mind"),a\n" }.joined(),
    ]) func otherColumnsDecide(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "partial-\(UUID().uuidString).csv").path
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        for query in ["show count", "group by opened show count", "over month show count", "show max (as_of - opened)"]
        {
            for tellsEnd in [true, false] {
                let answers = try [true, false].map { isPartial in
                    try PartialLoadTests.answers(
                        query, PartialLoadTests.session(isPartial: isPartial, tellsEnd: tellsEnd, file))
                }
                #expect(answers[0] == answers[1])
            }
        }
    }

    /// Where a mistake stands behind the data's end, that column is read and no other.
    @Test func onlyWhatHidesTheEndIsRead() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "hidden-\(UUID().uuidString).csv").path
        try "opened,closed,kind\n2020-03-04,2020-06-09,a\n2020-05-06,2999-01-01,b\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let session = PartialLoadTests.session(isPartial: true, file)
        let statement = try session.prepare("group by kind show count", name: "test").statements[0]
        #expect(session.loaded?.undecoded == [0])
        #expect(try session.run(statement)?.asOf == "2020-06-09")
    }

    @Test func savingReadsEverything() throws {
        let session = PartialLoadTests.session(isPartial: true)
        _ = try session.prepare("group by district show count; save \"x.tally-data\"", name: "test")
        #expect(session.loaded?.undecoded == [])
    }
}
