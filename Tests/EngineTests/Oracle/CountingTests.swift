import CKernels
import Columnar
import Engine
import Foundation
import Semantics
import TestSupport
import Testing

@testable import Execution
@testable import Functions

/// The fast ways of counting, adding and comparing, against one row at a time.
@Suite("Counting")
struct CountingTests {
    @Test("Groups that are codes are counted as groups that are numbers", arguments: [0, 1, 63, 64, 65, 20_000])
    func narrowGroups(_ rows: Int) {
        var generator = SeededGenerator(seed: UInt64(rows))
        for codeCount in [1, 4, 5, 24, 25, 48, 49, 256, 300] {
            let codes = Buffer((0..<rows).map { _ in UInt16.random(in: 0..<UInt16(codeCount), using: &generator) })
            let bytes = Buffer(codes.elements.map { UInt8(truncatingIfNeeded: $0) })
            let flags = Buffer((0..<rows).map { _ in UInt8(Int.random(in: 0...2, using: &generator)) })
            // Several codes may be one group, as the hours of a half-day are.
            let shares = Buffer((0..<UInt32(300)).map { $0 / 2 * 3 })
            let groups = NarrowGroups(
                codeCount > 256 ? .words(codes.base) : .bytes(bytes.base), codeCount: codeCount, shares: shares.base,
                first: 7)
            let numbers = GroupNumbers(capacity: rows)
            numbers.set(groups, count: rows)
            #expect((0..<rows).allSatisfy { Int(numbers.numbers[$0]) == groups.group(Int(codes[$0])) })

            let (narrow, wide) = (GroupCounts(groupCount: 500), GroupCounts(groupCount: 500))
            let counted = narrow.count(groups, rows)
            wide.count(numbers.numbers, rows)
            var (found, expected) = ([Int64](repeating: 0, count: 500), [Int64](repeating: 0, count: 500))
            narrow.add(to: &found)
            wide.add(to: &expected)
            #expect(found == expected, "\(codeCount) codes")

            let (fast, slow) = (RateAccumulator(groupCount: 500), RateAccumulator(groupCount: 500))
            let values = Vector(.bytes(flags.base), count: rows)
            if !fast.update(groups: counted, values: values, count: rows) {
                fast.update(groups: numbers.numbers, values: values, count: rows)
            }
            slow.update(groups: numbers.numbers, values: values, count: rows)
            #expect(fast.leftOut == slow.leftOut)
            for group in 0..<500 { #expect(fast.finish()[group] == slow.finish()[group]) }
        }
    }

    @Test("Marked rows of few codes are counted as one by one", arguments: [0, 1, 64, 1_023, 1_024, 1_089, 20_000])
    func markedRows(_ rows: Int) {
        var generator = SeededGenerator(seed: UInt64(rows))
        let marks = Buffer((0..<rows).map { _ in UInt8.random(in: 0...255, using: &generator) % 5 })
        for codeCount in [1, 4, 8, 9, 16, 17, 24, 48, 200] {
            let codes = Buffer((0..<rows).map { _ in UInt8(Int.random(in: 0..<codeCount, using: &generator)) })
            let steady = Buffer(repeating: UInt8(codeCount - 1), count: rows)
            for (codes, isWanted) in [(codes, true), (codes, false), (steady, true), (steady, false)] {
                let found = Buffer<UInt32>(repeating: 0, count: codeCount + Int(TALLY_COUNT_SLACK))
                var expected = [UInt32](repeating: 0, count: found.count)
                for row in 0..<rows where (marks[row] == 3) == isWanted { expected[Int(codes[row])] += 1 }
                RowMarks(marks.base, mark: 3, isWanted: isWanted)
                    .count(codes.base, rows: rows, codeCount: codeCount, found.base)
                #expect(Array(found.elements) == expected, "\(codeCount) codes, \(isWanted)")
            }
        }
    }

    /// Where the processor cannot count by planes there are none, and both counts are by bytes.
    @Test("Rows are counted by planes of bits as one by one", arguments: [1, 2, 16, 17, 33, 48])
    func planes(_ codeCount: Int) {
        let rows = 66_000
        var generator = SeededGenerator(seed: UInt64(codeCount))
        let codes = Buffer((0..<rows).map { _ in UInt8(Int.random(in: 0..<codeCount, using: &generator)) })
        let planes = BitPlanes(codes, codeCount: codeCount)
        #expect((planes == nil) == (tally_has_planes() == 0))
        #expect(planes?.run(from: 7) == nil && planes?.run(from: rows / 512 * 512) == nil)
        let shares = Buffer(0..<UInt32(codeCount))
        // From a row in the middle, to another.
        for (start, count) in [(0, rows), (512, 65_000), (65_536, 100), (1_024, 0)] {
            func grouped(_ planes: BitPlanes.Run?) -> NarrowGroups {
                var groups = NarrowGroups(codes.base + start, codeCount: codeCount, shares: shares.base, first: 0)
                groups.planes = planes
                return groups
            }
            func counted(_ groups: NarrowGroups) -> [UInt32] {
                Array(
                    UnsafeBufferPointer(
                        start: GroupCounts(groupCount: codeCount).count(groups, count).rows, count: codeCount))
            }
            let run = planes?.run(from: start)
            #expect(counted(grouped(run)) == counted(grouped(nil)))
            for markCount in [1, 3, 16, 17, 40, 64] {
                let marks = Buffer((0..<rows).map { _ in UInt8(Int.random(in: 0..<markCount, using: &generator)) })
                let own = BitPlanes(marks, codeCount: markCount)
                let mark = UInt8(markCount / 2)
                for isWanted in [true, false] {
                    let found = Buffer<UInt32>(repeating: 0, count: codeCount + Int(TALLY_COUNT_SLACK))
                    var expected = [UInt32](repeating: 0, count: found.count)
                    for row in start..<start + count where (marks[row] == mark) == isWanted {
                        expected[Int(codes[row])] += 1
                    }
                    RowMarks(marks.base + start, own?.run(from: start), mark: mark, isWanted: isWanted)
                        .count(codes.base + start, run, rows: count, codeCount: codeCount, found.base)
                    #expect(Array(found.elements) == expected, "\(markCount) marks, \(isWanted)")
                }
            }
        }
    }

    @Test("A question that is asked again has the same answer", arguments: [1, 3])
    func askedAgain(_ threads: Int) throws {
        var generator = SeededGenerator(seed: 11)
        let rows = (0..<70_000).map { row in
            let texts = (0..<3).map { _ in generator.chance(5) ? "" : "t\(Int.random(in: 0..<30, using: &generator))" }
            return "\(row),\(texts.joined(separator: ","))"
        }
        let given = try GivenRows(["id,type,district,street"] + rows, threads: threads)
        for query in [
            "group by type show count", "where type = \"t3\" group by district show count",
            "where type != \"t3\" group by district show count", "where street = \"t3\" show count",
            "where street = \"none\" group by type show count", "where id < 65_600 group by upper(type) show count",
            "where type = \"t1\" and street = \"t2\" group by district show count",
        ] {
            let slow = Agreement.exactText(try given.answer(query, batch: 1, morsel: 1))
            for morsel in [512, 65_536, 65_536, 1_000] {
                let fast = Agreement.exactText(try given.answer(query, batch: 2_048, morsel: morsel))
                #expect(fast == slow, "\(query) in morsels of \(morsel)")
            }
        }
    }

    @Test("Order statistics are found without sorting", arguments: [0, 1, 31, 32, 33, 5_000]) func ranks(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        for largest: Int64 in [0, 3, 1_000_000] {
            let values = Buffer((0..<count).map { _ in Int64.random(in: -largest...largest, using: &generator) })
            let sorted = values.elements.sorted()
            let ranks = Set((0..<3).compactMap { _ in (0..<count).randomElement(using: &generator) }).sorted()
            OrderSelection.place(ranks, in: UnsafeMutableBufferPointer(start: values.base, count: count))
            for rank in ranks { #expect(values[rank] == sorted[rank]) }
        }
    }

    @Test("Bytes with a flag are kept in order", arguments: [0, 7, 8, 64, 1_000]) func keptBytes(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let codes = Buffer((0..<count).map { UInt8($0 % 251) })
        let flags = Buffer((0..<count).map { _ in UInt8(generator.chance(30) ? 1 : 0) })
        let kept = Buffer<UInt8>(uninitialized: count + Compaction.slack)
        let found = Compaction.keep(codes.base, flags.base, count, kept.base)
        #expect(Array(kept.elements.prefix(found)) == (0..<count).filter { flags[$0] == 1 }.map { codes[$0] })
    }

    @Test("Sums are exact beyond 64 bits", arguments: [40, 61, 63] as [Int64]) func sums(_ bits: Int64) {
        var generator = SeededGenerator(seed: UInt64(bits))
        let limit = Int64.max >> (63 - bits)
        let state = IntegerSumAccumulator(type: .integer, isAverage: true, groupCount: 3)
        var (sums, counts) = ([Int128](repeating: 0, count: 3), [Int64](repeating: 0, count: 3))
        var missing = 0
        for _ in 0..<50 {
            let groups = Buffer((0..<100).map { _ in UInt32.random(in: 0...2, using: &generator) })
            let values = Buffer(
                (0..<100).map { _ in
                    generator.chance(10) ? Missing.integer : Int64.random(in: -limit / 4...limit, using: &generator)
                })
            state.update(groups: groups.base, values: Vector(.integers(values.base), count: 100), count: 100)
            for row in 0..<100 {
                if values[row] == Missing.integer {
                    missing += 1
                } else {
                    sums[Int(groups[row])] += Int128(values[row])
                    counts[Int(groups[row])] += 1
                }
            }
        }
        #expect(state.leftOut == missing)
        let merged = IntegerSumAccumulator(type: .integer, isAverage: false, groupCount: 3)
        merged.merge(state, mapping: [0, 1, 2])
        for group in 0..<3 {
            let mean = Double(sums[group]) / Double(counts[group])
            let found = state.finish()[group].number ?? .nan
            #expect(abs(found - mean) <= abs(mean) * 1e-14)
            #expect(merged.finish()[group] == Int64(exactly: sums[group]).map(Value.integer) ?? .missing)
        }
    }

    @Test("Times in 32 bits have the differences of the times", arguments: [0, -86_400_000 * 20_000] as [Int64])
    func packedTimes(_ first: Int64) throws {
        var generator = SeededGenerator(seed: 9)
        func times(_ offset: Int64) -> Column {
            let values = (0..<3_000).map { _ in
                generator.chance(10)
                    ? Missing.integer : first + offset + Int64.random(in: 0..<90_000_000, using: &generator) * 1_000
            }
            let known = values.filter { $0 != Missing.integer }
            return Column(
                type: .time, storage: .integers(Buffer(values)), bounds: (known.min() ?? 0)...(known.max() ?? 0))
        }
        let (opened, closed) = (times(0), times(86_400_000))
        #expect(opened.packedTimes() == nil, "who asks for the first time goes without")
        _ = closed.packedTimes()
        let (left, right) = (try #require(closed.packedTimes()), try #require(opened.packedTimes()))
        let plain = ArithmeticExpression(
            .subtract, ColumnExpression(closed, capacity: 3_000), ColumnExpression(opened, capacity: 3_000),
            capacity: 3_000)
        let packed = TimeDifferenceExpression(left, right, plain: plain, capacity: 3_000)
        let rows = Buffer((0..<500).map { UInt32($0 * 6) })
        for batch in [
            Batch(start: 0, count: 3_000, rows: nil), Batch(start: 70, count: 900, rows: nil),
            Batch(start: 0, count: 500, rows: rows.base),
        ] {
            #expect(giveTheSame(plain, packed, batch), "differences of times are whole numbers, and the same")
        }
    }

    @Test("Times with parts of a second, and times far apart, are not packed")
    func unpackedTimes() {
        for values: [Int64] in [[0, 1_500], [0, 1_000 * Int64(UInt32.max)], [Int64.min + 1, 0]] {
            let bounds = (values.min() ?? 0)...(values.max() ?? 0)
            #expect(PackedTimes(Buffer(values), bounds: bounds) == nil)
        }
        #expect(PackedTimes(Buffer([500, 2_500]), bounds: 500...2_500) == nil)
    }

    @Test("Whole numbers are compared as one by one") func comparisons() {
        var generator = SeededGenerator(seed: 4)
        func column() -> Column {
            let values = (0..<777).map { _ in
                generator.chance(20) ? Missing.integer : Int64.random(in: -3...3, using: &generator)
            }
            return Column(type: .integer, storage: .integers(Buffer(values)))
        }
        let (left, right) = (column(), column())
        let holds: [(ComparisonOperator, (Int64, Int64) -> Bool)] = [
            (.equal, ==), (.notEqual, !=), (.less, <), (.lessOrEqual, <=), (.greater, >), (.greaterOrEqual, >=),
        ]
        for (op, holds) in holds {
            for logic in [Logic.twoValued, .threeValued] {
                for constant: Int64? in [nil, 1] {
                    let other =
                        constant.map { ConstantExpression(.integer($0), type: .integer, capacity: 777) }
                        ?? ColumnExpression(right, capacity: 777)
                    let compared = ComparisonExpression(
                        op, ColumnExpression(left, capacity: 777), other, logic: logic, capacity: 777,
                        constant: constant
                    )
                    guard
                        case .bytes(let flags) = compared.evaluate(Batch(start: 0, count: 777, rows: nil)).storage
                    else {
                        Issue.record("a comparison is a condition")
                        return
                    }
                    for row in 0..<777 {
                        let (a, b) = (left[row].integer, constant ?? right[row].integer)
                        let expected: UInt8 =
                            if let a, let b { holds(a, b) ? 1 : 0 } else { logic.unknown(op) }
                        #expect(flags[row] == expected)
                    }
                }
            }
        }
    }

    @Test("A year that begins within a batch divides it", arguments: [1, 2])
    func steadyDimensions(_ threads: Int) throws {
        // In the order of their days, two a day, beginning in the last days of a year.
        let rows = (0..<5_000).map { row in
            let day = CivilDate(days: CivilDate(year: 2019, month: 12, day: 20).days + row / 2)
            return
                "\(row),\(day.year)-\(pad(day.month))-\(pad(day.day))T0\(row % 10):00:00,\(["a", "b", "c"][row * 7 % 3])"
        }
        let given = try GivenRows(["id,opened,type"] + rows, threads: threads)
        func answer(_ query: String, batch: Int, morsel: Int) throws -> String {
            Agreement.exactText(try given.answer(query, batch: batch, morsel: morsel))
        }
        for query in [
            "group by year(opened), type show count, (id > 2_000)%", "over year show count",
            "over month group by type show count",
            "where type = \"b\" group by month(opened) show count", "group by year(opened), weekday(opened) show count",
        ] {
            let expected = try answer(query, batch: 1, morsel: 1)
            #expect(try answer(query, batch: 7, morsel: 100) == expected, "\(query)")
            #expect(try answer(query, batch: 2_048, morsel: 65_536) == expected, "\(query)")
        }
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
