import Columnar
import Semantics
import TestSupport
import Testing

@testable import Execution
@testable import Functions

/// Quantiles that are found by counting, and orders that are found by ranks, against sorting.
@Suite("Ranks")
struct RankTests {
    private static let rows = 70_000
    private static let batch = 2_048

    /// Counts of seconds, 0 where missing: mostly close together, some as far apart as they may be.
    private static func times(_ generator: inout SeededGenerator, _ largest: UInt32) -> Buffer<UInt32> {
        Buffer(
            (0..<rows).map { _ in
                switch Int.random(in: 0..<100, using: &generator) {
                case 0..<10: 0
                case 10..<12: UInt32.random(in: 1...largest, using: &generator)
                case 12..<14: generator.chance(50) ? 1 : largest
                default: UInt32.random(in: 1...5_000, using: &generator)
                }
            })
    }

    @Test(
        "Quantiles of differences of times are those of the differences", arguments: [1, 60, 200],
        [(10, false), (1_000_000, false), (Int32.max - 100, false), (90_000, true)] as [(Int32, Bool)])
    func differences(_ groupCount: Int, _ limit: (largest: Int32, areKnown: Bool)) {
        let (largest, areKnown) = limit
        var generator = SeededGenerator(seed: UInt64(groupCount) + UInt64(largest))
        let left = RankTests.times(&generator, UInt32(largest))
        let right = RankTests.times(&generator, UInt32(largest))
        let groups = Buffer(
            (0..<RankTests.rows).map { _ in UInt32.random(in: 0..<UInt32(groupCount), using: &generator) })
        let (unit, offset) = (Int64(1_000), Int64(-77_000))
        let values = Buffer(
            (0..<RankTests.rows).map { row in
                let (a, b) = (Int64(left[row]), areKnown ? 0 : Int64(right[row]))
                return a == 0 || b == 0 && !areKnown ? Missing.integer : (a - b) * unit + offset
            })
        // The sample that the scale is of has seen little of what comes.
        let scale = RankScale(low: -1_000_000, high: 3_000_000, groupCount: groupCount)
        let parts = (0..<2).map { _ in
            let scratch = Buffer<Int64>(uninitialized: RankTests.batch)
            return RankCounts(scale, groupCount: groupCount, capacity: RankTests.batch) { rows, count in
                for index in 0..<count { scratch[index] = values[Int(rows[index])] }
                return Vector(.integers(scratch.base), count: count)
            }
        }
        let numbers = Buffer((0..<UInt32(RankTests.rows)).map { $0 })
        for (index, start) in stride(from: 0, to: RankTests.rows, by: RankTests.batch).enumerated() {
            let count = min(RankTests.batch, RankTests.rows - start)
            let part = parts[index % 2]
            part.begin(rows: count)
            // Rows that follow one another, and listed ones.
            let isListed = index % 3 == 0
            let moved = isListed ? 0 : start
            part.update(
                groups: groups.base + start,
                difference: TimeDifference(
                    left: left.base + moved, right: areKnown ? nil : right.base + moved,
                    rows: isListed ? numbers.base + start : nil,
                    count: count, unit: unit, offset: offset),
                start: start)
        }
        #expect(
            parts.reduce(0) { $0 + $1.leftOut } == values.elements.count { $0 == Missing.integer })
        let fractions = [0.01, 0.5, 0.9, 0.99]
        let found = RankSelection(
            parts, mapping: (0..<UInt32(groupCount)).map { $0 }, groupCount: groupCount, fractions: fractions)
        for group in 0..<groupCount {
            let sorted = values.elements.indices.lazy.filter { groups[$0] == UInt32(group) }.map { values[$0] }
                .filter { $0 != Missing.integer }.sorted()
            for fraction in fractions {
                let place = QuantilePlace(fraction, count: sorted.count)
                let quantile = found.quantile(group, fraction)
                #expect(quantile?.low == sorted[place.rank])
                #expect(quantile?.high == sorted[min(place.rank + 1, sorted.count - 1)])
            }
        }
    }

    @Test("A difference that the data set defines is kept in 32 bits", arguments: [false, true])
    func keptDifference(_ hasGaps: Bool) throws {
        var generator = SeededGenerator(seed: 12)
        func times(_ gaps: Int) -> Column {
            let values = (0..<3_000).map { _ in
                generator.chance(gaps) ? Missing.integer : Int64.random(in: -5_000...9_000, using: &generator) * 1_000
            }
            return Column(type: .time, storage: .integers(Buffer(values)), bounds: -5_000_000...9_000_000)
        }
        let (opened, closed) = (times(hasGaps ? 5 : 0), times(30))
        for _ in 0..<3 { #expect(closed.difference(from: opened) == nil, "nobody expects it") }
        closed.expectDifference(from: opened)
        opened.expectDifference(from: closed)
        for _ in 0..<3 { #expect(opened.difference(from: closed) == nil, "the other way round is not kept too") }
        #expect(closed.difference(from: opened) == nil, "a single question does without")
        let difference = try #require(closed.difference(from: opened, threads: 2))
        #expect(closed.difference(from: opened) === difference)
        // What is missing where the left column is tells where that has no value.
        #expect((closed.formsForTests(threads: 1).packed === difference) == !hasGaps)
        let plain = ArithmeticExpression(
            .subtract, ColumnExpression(closed, capacity: 3_000), ColumnExpression(opened, capacity: 3_000),
            capacity: 3_000)
        let kept = TimeDifferenceExpression(difference, nil, plain: plain, capacity: 3_000)
        #expect(kept.isShort)
        let rows = Buffer((0..<500).map { UInt32($0 * 6) })
        for batch in [Batch(start: 70, count: 2_900, rows: nil), Batch(start: 0, count: 500, rows: rows.base)] {
            #expect(giveTheSame(plain, kept, batch), "differences of times are whole numbers, and the same")
        }
    }

    @Test("Texts that are numbers are sorted by number") func numericOrder() {
        var generator = SeededGenerator(seed: 8)
        let texts = ["10", "9", "09", "9.0", "a", "", "B", "-3", "1e2", "10 "]
        let dictionary = TextDictionary(texts, order: .numeric)
        for _ in 0..<50 {
            let codes = (1...UInt32(texts.count)).shuffled(using: &generator)
            #expect(dictionary.sortedByNumber(codes) == codes.sorted { dictionary.precedes($0, $1) })
        }
        let sorted = dictionary.sortedByNumber((1...UInt32(texts.count)).map { $0 }).map { dictionary.text($0) }
        #expect(sorted == ["-3", "09", "9", "9.0", "10", "1e2", "", "10 ", "B", "a"])
    }

    @Test("Times are missing where their counts of seconds are 0") func missingTimes() throws {
        var generator = SeededGenerator(seed: 2)
        let values = (0..<3_000).map { _ in
            generator.chance(20) ? Missing.integer : Int64.random(in: 0..<9_000, using: &generator) * 1_000
        }
        let column = Column(type: .time, storage: .integers(Buffer(values)), bounds: 0...9_000_000)
        let first = column.formsForTests(threads: 2)
        #expect(first.packed == nil && first.codes == nil, "a single question does without")
        let codes = try #require(column.formsForTests(threads: 2).codes)
        _ = column.packedTimes()
        let packed = try #require(column.packedTimes())
        #expect(column.formsForTests(threads: 2).packed === packed)
        let rows = Buffer((0..<500).map { UInt32($0 * 6) })
        for isMissing in [false, true] {
            let tests = [
                MissingTestExpression(ColumnExpression(column, capacity: 3_000), isMissing: isMissing, capacity: 3_000),
                TimeTables.missingTest(isMissing: isMissing, codes, capacity: 3_000),
                PackedMissingTest(packed, isMissing: isMissing, capacity: 3_000),
            ]
            for batch in [Batch(start: 70, count: 2_900, rows: nil), Batch(start: 0, count: 500, rows: rows.base)] {
                let flags = tests.map { test -> [UInt8] in
                    guard case .bytes(let flags) = test.evaluate(batch).storage else { return [] }
                    return Array(UnsafeBufferPointer(start: flags, count: batch.count))
                }
                #expect(flags[0].contains(0) && flags[0].contains(1))
                #expect(flags[0] == flags[1] && flags[0] == flags[2])
            }
        }
    }
}
