import Columnar
import Diagnostics
import Foundation
import Semantics
import TabularIO
import Testing

@testable import Engine

/// Decoding only the columns that a script names changes no answer.
struct PartialLoadTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let calls = top + "/examples/data/san_antonio_customer_service.csv"

    private static func session(isPartial: Bool) -> Session {
        let session = Session(threads: 2)
        session.smallestPartialLoad = isPartial ? 0 : .max
        session.add(files: [calls])
        return session
    }

    /// Everything that a script's results say, or what is wrong with it.
    private static func answers(_ text: String, _ session: Session) throws -> [String] {
        let text = text.replacing("\"examples/", with: "\"\(top)/examples/")
        do throws(EngineError) {
            let script = try session.prepare(text, name: "test")
            var answers = script.warnings.map(\.message)
            for statement in script.statements {
                answers.append(statement.explanation ?? "")
                guard let result = try session.run(statement) else { continue }
                answers += [result.asOf ?? "", "\(result.scannedRows)"] + result.notes
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
        let partial = try PartialLoadTests.answers(text, PartialLoadTests.session(isPartial: true))
        #expect(try partial == PartialLoadTests.answers(text, PartialLoadTests.session(isPartial: false)))
        #expect(!partial.isEmpty || !text.contains("show"))
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
        let times = try decoded("show count")
        #expect(!times.isEmpty && times.isDisjoint(with: ["Council District", "REASONNAME", "CASEID"]))
        #expect(try decoded("group by district show late%") == times.union(["Council District", "Late (Yes/No)"]))
        #expect(try decoded("define slow = type; group by slow show count") == times.union(["TYPENAME"]))
        // A second script that needs more finds it, and one that needs nothing new leaves things as they are.
        let session = PartialLoadTests.session(isPartial: true)
        #expect(try decoded("group by district show count", session).contains("Council District"))
        #expect(try !decoded("where district = 5 show count", session).contains("TYPENAME"))
        #expect(try decoded("group by type show count", session).contains("TYPENAME"))
        #expect(
            try session.run(session.prepare("group by type show count", name: "t").statements[0])?.table.rowCount ?? 0
                > 3)
    }

    @Test func savingReadsEverything() throws {
        let session = PartialLoadTests.session(isPartial: true)
        _ = try session.prepare("group by district show count; save \"x.tally-data\"", name: "test")
        #expect(session.loaded?.undecoded == [])
    }
}
