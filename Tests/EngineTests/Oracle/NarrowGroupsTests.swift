import Columnar
import Engine
import TestSupport
import Testing

@testable import Execution

/// Groups by codes of 8 and of 16 bits, whose rows are counted and summed by code, against one row at a time.
@Suite("Narrow groups")
struct NarrowGroupsTests {
    private struct Row {
        /// Seconds.
        let opened: Int?
        let closed: Int?
        let type: String?
    }

    /// Rows of so many types, or nearly: in the order of their times but for some, with gaps, and with ends before beginnings.
    private static func rows(_ count: Int, types: Int) -> [Row] {
        var generator = SeededGenerator(seed: UInt64(types))
        return (0..<count).map { row in
            let opened = generator.chance(3) ? Int.random(in: 0..<9_000_000, using: &generator) : row * 1_500
            let closed = max(0, opened + Int.random(in: -9_000...900_000, using: &generator))
            return Row(
                opened: generator.chance(10) ? nil : opened, closed: generator.chance(10) ? nil : closed,
                type: generator.chance(5) ? nil : "t\(Int.random(in: 0..<types, using: &generator))")
        }
    }

    private static func lines(_ rows: [Row]) -> [String] {
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        func text(_ second: Int?) -> String {
            guard let second else { return "" }
            let day = CivilDate(days: CivilDate(year: 2019, month: 11, day: 1).days + second / 86_400)
            let clock = [second / 3_600 % 24, second / 60 % 60, second % 60].map(pad).joined(separator: ":")
            return "\(day.year)-\(pad(day.month))-\(pad(day.day))T\(clock)"
        }
        return ["id,opened,closed,type,side"]
            + rows.enumerated().map { id, row in
                "\(id),\(text(row.opened)),\(text(row.closed)),\(row.type ?? ""),\(["a", "b", ""][id % 3])"
            }
    }

    @Test("Counts and sums are those of the rows", arguments: [1, 300, 2_500], [1, 2])
    func sums(_ types: Int, _ threads: Int) throws {
        let rows = NarrowGroupsTests.rows(5_000, types: types)
        let given = try GivenRows(NarrowGroupsTests.lines(rows), threads: threads)
        // Times are packed from their second use on.
        for _ in 0..<3 {
            let table = try given.answer("group by type show count, sum (closed - opened)", batch: 500, morsel: 1_000)
            let expected = Dictionary(grouping: rows) { $0.type.map(Value.text) ?? .missing }
            #expect(table.rowCount == expected.count)
            for row in 0..<table.rowCount {
                let found = (0..<3).map { table.value(row: row, column: $0) }
                let own = expected[found[0]] ?? []
                let known = own.compactMap { row in row.opened.flatMap { opened in row.closed.map { $0 - opened } } }
                #expect(found[1].integer == Int64(own.count))
                #expect(found[2].integer == Int64(known.reduce(0, +)) * Milliseconds.second)
            }
        }
    }

    @Test("Rows of few types and of some hundred", arguments: [1, 300, 2_500], [1, 2])
    func types(_ types: Int, _ threads: Int) throws {
        let given = try GivenRows(
            NarrowGroupsTests.lines(NarrowGroupsTests.rows(2_500, types: types)), threads: threads)
        for query in [
            "group by type show avg hours(closed - opened) top 10", "group by type show count, sum (closed - opened)",
            "where opened in 2020-01 group by type show sum (closed - opened), avg hours(closed - opened), count",
            "where side = \"a\" group by type show avg hours(closed - opened)",
            "where side = \"a\" group by type show count", "where side != \"a\" group by type show count",
            "where id > 50 and opened in 2019 group by type show count, avg hours(closed - opened)",
            "group by year(opened), type show count", "group by type, side show sum (closed - opened)",
            "group by type show (side = \"b\")%, avg hours(closed - opened)",
            "group by type show b = (avg hours(closed - opened) if side = \"b\"), count",
            "where type contains \"1\" group by side show count", "where type = \"t0\" group by side show count",
            "where type contains \"nowhere\" group by side show count",
            "where not (type contains \"nowhere\") group by side show count",
        ] {
            let expected = Agreement.exactText(try given.answer(query, batch: 1, morsel: 1))
            // Times are packed from their second use on.
            for (batch, morsel) in [(7, 100), (300, 1_000), (2_048, 65_536)] {
                let found = Agreement.exactText(try given.answer(query, batch: batch, morsel: morsel))
                #expect(found == expected, "\(query), batches of \(batch)")
            }
        }
    }

    @Test("One row, and none") func fewRows() throws {
        let given = try GivenRows(["opened,closed,type", "2020-01-01T00:00:00,2020-01-02T00:00:00,a"], threads: 2)
        for (condition, count) in [("", 1), ("where type contains \"a\" ", 1), ("where type contains \"b\" ", 0)] {
            let query = condition + "group by type show count, avg hours(closed - opened)"
            for _ in 0..<3 { #expect(try given.answer(query, batch: 2_048, morsel: 65_536).rowCount == count) }
        }
    }
}
