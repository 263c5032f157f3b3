import Columnar
import Engine
import Foundation
import TestSupport
import Testing

@testable import Execution
@testable import Functions

/// What is done once for all rows of an hour, and what is done with times before they are subtracted, against one row at a time.
@Suite("Times in order")
struct TimeRunsTests {
    /// Times in the order of their hours, or nearly; some parts in none, some missing.
    private static func times(_ rows: Int, perHour: Int, _ generator: inout SeededGenerator) -> [Int64] {
        // Blocks of a thousand rows and their borders, in October, when a clock is put back: ties, then nothing, then chaos.
        let first = Int64(CivilDate(year: 2024, month: 10, day: 26).days) * Milliseconds.day
        return (0..<rows).map { row in
            let time = first + Int64(row / perHour) * Milliseconds.hour
            switch row / 1_500 % 4 {
            case 1 where generator.chance(30): return Missing.integer
            case 2: return time - Int64.random(in: 0..<200, using: &generator) * Milliseconds.hour
            case 3 where generator.chance(2): return time - Milliseconds.day
            default: return time + Int64.random(in: 0..<Milliseconds.hour, using: &generator)
            }
        }
    }

    @Test("Days and hours are those of the times", arguments: [1, 9, 100], [1, 2, 8])
    func codes(_ perHour: Int, _ threads: Int) throws {
        var generator = SeededGenerator(seed: UInt64(perHour))
        for count in [1, 1_023, 1_024, 200_000] {
            let times = TimeRunsTests.times(count, perHour: perHour, &generator)
            let known = times.filter { $0 != Missing.integer }
            let bounds = (known.min() ?? 0)...(known.max() ?? 0)
            let codes = try #require(TimeCodes(Buffer(times), bounds: bounds, threads: threads))
            var blocksInOrder = 0
            for block in 0..<(count + 1_023) / 1_024 {
                let rows = block * 1_024..<min((block + 1) * 1_024, count)
                for row in rows {
                    let day = times[row] == Missing.integer ? 0 : Milliseconds.dayIndex(times[row]) - codes.firstDay + 1
                    let hour =
                        times[row] == Missing.integer
                        ? 24 : Milliseconds.sinceMidnight(times[row]) / Milliseconds.hour
                    guard Int(codes.days[row]) == day, Int64(codes.hours[row]) == hour else {
                        Issue.record("row \(row): day \(codes.days[row]), hour \(codes.hours[row])")
                        return
                    }
                }
                let days = rows.map { Int(codes.days[$0]) }
                #expect(codes.dayCodes(rows.lowerBound, rows.upperBound) == (days.min() ?? 0)...(days.max() ?? 0))
                let runs = codes.runs.block(block)
                #expect(codes.runs.cover(rows.lowerBound, rows.upperBound) == (runs.count > 0))
                if runs.count == 0 { continue }
                blocksInOrder += 1
                var start = rows.lowerBound
                for run in 0..<runs.count {
                    let end = rows.lowerBound + Int(runs.ends[run])
                    #expect(start < end)
                    for row in start..<end
                    where codes.days[row] != runs.days[run] || codes.hours[row] != runs.hours[run] {
                        Issue.record("run \(run) of block \(block) is not of the hour of row \(row)")
                    }
                    start = end
                }
                #expect(start == rows.upperBound)
            }
            let blocks = (count + 1_023) / 1_024
            if perHour == 1, count > 1_024 { #expect(blocksInOrder < blocks) }
            if perHour == 100 { #expect(blocksInOrder > blocks / 4) }
        }
    }

    @Test("Groups of times are counted by runs as they are by rows", arguments: [1, 2])
    func counts(_ threads: Int) throws {
        var generator = SeededGenerator(seed: 7)
        let rows = TimeRunsTests.times(20_000, perHour: 12, &generator).enumerated().map { row, time in
            "\(row),\(TimeRunsTests.text(time)),\(["a", "b", "c"][row * 7 % 3])"
        }
        let given = try GivenRows(["id,opened,type"] + rows, threads: threads)
        for query in [
            "group by weekday(opened), hour(opened)", "group by weekday(opened) across hour(opened)",
            "group by hour(opened)", "group by month(opened), year(opened), hour(opened)", "over day", "over week",
            "where type = \"b\" group by weekday(opened), hour(opened)",
            "where id > 700 and type = \"a\" and hour(opened) < 9 group by date(opened), hour(opened)",
            "where id < 9_000 and id > 4_000 group by weekday(opened), hour(opened)",
        ] {
            // Another measure keeps the rows from being counted by runs.
            let byRows = try given.answer(query + " show n = count, sum id", batch: 2_048, morsel: 65_536)
            let expected = TimeRunsTests.counts(byRows)
            #expect(expected.count > 1)
            for (batch, morsel) in [(1, 1), (7, 100), (300, 5_000), (2_048, 65_536)] {
                let found = try given.answer(query + " show n = count", batch: batch, morsel: morsel)
                #expect(TimeRunsTests.counts(found) == expected, "\(query), batches of \(batch)")
            }
        }
    }

    /// The counts of a table, which are all of its columns but dimensions and sums.
    private static func counts(_ table: ResultTable) -> [[Value]] {
        let columns = table.columns.indices.filter {
            table.columns[$0].role != .dimension && !table.columns[$0].header.contains("sum")
        }
        return (0..<table.rowCount).map { row in columns.map { table.value(row: row, column: $0) } }
    }

    @Test("Differences of times are summed before they are computed", arguments: [false, true], [200, 256, 300])
    func differences(_ areListed: Bool, _ codeCount: Int) throws {
        for areKnown in [false, true] {
            try differences(areListed: areListed, areKnown: areKnown, codeCount: codeCount)
        }
    }

    private func differences(areListed: Bool, areKnown: Bool, codeCount: Int) throws {
        var generator = SeededGenerator(seed: 5)
        let count = 100_000
        // As far apart as they may be, so that a word of sums is nearly full before it is settled.
        func times() -> Buffer<UInt32> {
            Buffer(
                (0..<count).map { _ in
                    generator.chance(10)
                        ? 0 : generator.chance(30) ? UInt32.max - 1 : UInt32.random(in: 1...9, using: &generator)
                })
        }
        let (left, right) = (times(), times())
        let codes = Buffer(
            (0..<count).map { $0 < count / 2 ? UInt16(3) : UInt16.random(in: 0..<UInt16(codeCount), using: &generator) }
        )
        let bytes = Buffer(codes.elements.map { UInt8(truncatingIfNeeded: $0) })
        let rows = Buffer((0..<count).map { UInt32($0 / 2 * 2) })
        let shares = Buffer((0..<UInt32(codeCount)).map { $0 / 2 })
        let sums = DifferenceSums()
        let fast = IntegerSumAccumulator(type: .duration, isAverage: false, groupCount: 200)
        let slow = IntegerSumAccumulator(type: .duration, isAverage: false, groupCount: 200)
        let values = Buffer<Int64>(uninitialized: count)
        let groups = Buffer<UInt32>(uninitialized: count)
        var start = 0
        for size in [1, 2, 3, 500, 513, 20_000, 70_000, 8_981] {
            // The share that all rows have changes from one year to the next.
            let first = UInt32(start / 30_000)
            for row in start..<start + size {
                let place = areListed ? Int(rows[row]) : row
                let (a, b) = (left[place], areKnown ? 0 : right[place])
                values[row] = a == 0 || b == 0 && !areKnown ? Missing.integer : (Int64(a) - Int64(b)) * 1_000 - 77
                groups[row] = first + shares[Int(codes[row])]
            }
            let narrow = NarrowGroups(
                codeCount > 256 ? .words(codes.base + start) : .bytes(bytes.base + start), codeCount: codeCount,
                shares: shares.base, first: first)
            let offset = areListed ? 0 : start
            sums.add(
                TimeDifference(
                    left: left.base + offset, right: areKnown ? nil : right.base + offset,
                    rows: areListed ? rows.base + start : nil,
                    count: size, unit: 1_000, offset: -77),
                narrow, fast.add)
            slow.update(
                groups: groups.base + start, values: Vector(.integers(values.base + start), count: size), count: size)
            start += size
        }
        #expect(start == count)
        sums.settle(fast.add)
        let merged = IntegerSumAccumulator(type: .duration, isAverage: true, groupCount: 200)
        merged.merge(fast, mapping: (0..<200).map { $0 })
        let means = IntegerSumAccumulator(type: .duration, isAverage: true, groupCount: 200)
        means.merge(slow, mapping: (0..<200).map { $0 })
        #expect(fast.leftOut == slow.leftOut)
        for group in 0..<200 {
            #expect(fast.finish()[group] == slow.finish()[group])
            #expect(merged.finish()[group] == means.finish()[group])
        }
    }

    private static func text(_ time: Int64) -> String {
        guard time != Missing.integer else { return "" }
        let day = CivilDate(days: Milliseconds.dayIndex(time))
        let seconds = Milliseconds.sinceMidnight(time) / Milliseconds.second
        func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let clock = [Int(seconds) / 3_600, Int(seconds) / 60 % 60, Int(seconds) % 60].map(pad).joined(separator: ":")
        return "\(day.year)-\(pad(day.month))-\(pad(day.day))T\(clock)"
    }
}
