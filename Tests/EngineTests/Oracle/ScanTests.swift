import CKernels
import Columnar
import Semantics
import TestSupport
import Testing

@testable import Execution
@testable import Functions

/// What is decided for many rows or many texts at once, against one at a time.
@Suite("Scans")
struct ScanTests {
    @Test(
        "A text search finds what lies within one text, and nothing across two",
        arguments: 1...40 as ClosedRange<UInt64>)
    func textSearch(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let texts = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
            String(
                (0..<Int.random(in: 0..<9, using: &generator)).map { _ in generator.pick(["a", "b", "é"]) }.joined())
        }
        let pattern = (0..<Int.random(in: 1..<5, using: &generator)).map { _ in generator.pick(["a", "b", "é"]) }
            .joined()
        let dictionary = TextDictionary(texts)
        let bits = TextSearch(Array(pattern.utf8)).codes(in: dictionary, parts: 3)
        for (index, text) in texts.enumerated() {
            let bytes = Array(text.utf8)
            let wanted = Array(pattern.utf8)
            let found = bytes.indices.contains { Array(bytes[$0...].prefix(wanted.count)) == wanted }
            let bit = bits[(index + 1) / 32] >> ((index + 1) % 32) & 1
            #expect(bit == (found ? 1 : 0), "`\(pattern)` in `\(text)`")
        }
    }

    @Test("Rows have the bits of their codes", arguments: [0, 1, 63, 64, 65, 700, 1_000]) func bits(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let bits = Buffer((0..<100).map { _ in UInt32.random(in: 0...UInt32.max, using: &generator) })
        let codes = Buffer((0..<2 * count).map { _ in UInt32.random(in: 0..<3_200, using: &generator) })
        let rows = Buffer((0..<count).map { UInt32(2 * $0) })
        let flags = Buffer<UInt8>(uninitialized: count)
        for areListed in [false, true] {
            tally_test_bits(codes.base, areListed ? rows.base : nil, count, bits.base, flags.base)
            #expect(
                (0..<count).allSatisfy { row in
                    let code = codes[areListed ? 2 * row : row]
                    return flags[row] == UInt8(bits[Int(code) / 32] >> (code % 32) & 1)
                })
        }
        let values = Buffer((0..<count).map { UInt8(truncatingIfNeeded: $0) })
        let kept = Buffer<UInt8>(uninitialized: count + Compaction.slack)
        tally_test_bits(codes.base, nil, count, bits.base, flags.base)
        let found = tally_keep_bytes_with_bit(codes.base, bits.base, count, values.base, kept.base)
        #expect(Array(kept.elements.prefix(found)) == (0..<count).filter { flags[$0] == 1 }.map { values[$0] })
    }

    @Test(
        "A buffer holds all that is written, in large pages too",
        arguments: [0, 1, 262_143, 262_144, 262_145, 1_000_001])
    func buffers(_ count: Int) {
        let buffer = Buffer<Int>(uninitialized: count)
        for index in 0..<count { buffer[index] = index }
        #expect(buffer.count == count && buffer.elements.elementsEqual(0..<count))
    }

    @Test("Flags become rows", arguments: [0, 1, 7, 8, 9, 100]) func compaction(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let flags = Buffer((0..<count).map { _ in UInt8(generator.chance(40) ? 1 : 0) })
        let rows = Buffer<UInt32>(uninitialized: count + Compaction.slack)
        let kept = Compaction.keep(Batch(start: 5, count: count, rows: nil), flags.base, rows.base)
        #expect(
            Array(rows.elements.prefix(kept)) == (0..<count).filter { flags[$0] == 1 }.map { UInt32($0 + 5) })
    }

    @Test(
        "Times are packed as dividing whole numbers would, and told apart from those with a rest",
        arguments: [1, 63, 500])
    func packing(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let origin: Int64 = -1_000_000
        let units = (0..<count).map { _ in
            generator.chance(20) ? 0 : UInt32.max - UInt32.random(in: 0..<3, using: &generator)
        }
        let times = Buffer(units.map { $0 == 0 ? Missing.integer : origin + Int64($0) * 1_000 })
        let counts = Buffer<UInt32>(uninitialized: count)
        let exactly = TALLY_PACKED_EXACTLY | TALLY_PACKED_OWN_GAPS
        #expect(tally_pack_times(times.base, nil, count, origin, 1_000, counts.base) == exactly)
        #expect(Array(counts.elements) == units)
        let others = Buffer<Int64>(repeating: 0, count: count)
        others[count - 1] = Missing.integer
        times[count - 1] = origin
        #expect(tally_pack_times(times.base, others.base, count, origin, 1_000, counts.base) == TALLY_PACKED_EXACTLY)
        for rest: Int64 in [1, 999] {
            times[count - 1] = origin + Int64(UInt32.max - 1) * 1_000 + rest
            #expect(tally_pack_times(times.base, nil, count, origin, 1_000, counts.base) == TALLY_PACKED_OWN_GAPS)
            #expect(counts[count - 1] == UInt32.max - 1)
        }
    }

    @Test("A block is decided only when all of its rows agree") func zones() {
        var generator = SeededGenerator(seed: 3)
        // Blocks of rising values, the last with a missing one.
        let values = Buffer(
            (0..<3_000).map { row in
                row == 2_900 ? Missing.integer : Int64(row / 10 + Int.random(in: 0..<40, using: &generator))
            })
        let zones = ZoneMap(values)
        func range(_ start: Int, _ end: Int) -> ValueRange {
            let (low, high, hasMissing) = zones.bounds(start, end)
            return ValueRange(low: low, high: high, hasMissing: hasMissing)
        }
        let ranges = [(0, 1), (0, 1_024), (1_000, 1_100), (1_024, 2_048), (2_048, 3_000), (0, 3_000), (2_900, 2_901)]
        for constant: Int64 in [-1, 0, 60, 100, 141, 142, 250, 338, 400] {
            for (start, end) in ranges {
                for missingHolds in [false, true] {
                    let bounds = range(start, end)
                    let rows = (start..<end).map { values[$0] }
                    func check(_ verdict: Verdict, _ holds: (Int64) -> Bool) {
                        let found = rows.filter { $0 == Missing.integer ? missingHolds : holds($0) }.count
                        if verdict == .none { #expect(found == 0) }
                        if verdict == .all { #expect(found == rows.count) }
                    }
                    check(bounds.verdict(.less, constant, missingHolds: missingHolds)) { $0 < constant }
                    check(bounds.verdict(.lessOrEqual, constant, missingHolds: missingHolds)) { $0 <= constant }
                    check(bounds.verdict(.greater, constant, missingHolds: missingHolds)) { $0 > constant }
                    check(bounds.verdict(.greaterOrEqual, constant, missingHolds: missingHolds)) { $0 >= constant }
                    check(bounds.verdict(.equal, constant, missingHolds: missingHolds)) { $0 == constant }
                    check(bounds.verdict(.notEqual, constant, missingHolds: missingHolds)) { $0 != constant }
                }
            }
        }
        #expect(range(0, 1_024).verdict(.less, 500, missingHolds: false) == .all)
        #expect(range(0, 3_000).verdict(.greater, 500, missingHolds: false) == .none)
    }

    @Test("Keys are numbered the same on one thread and on four", arguments: [0, 1, 3, 700, 40_000])
    func keyNumbers(_ count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let keys = Buffer(
            (0..<count).map { _ in
                generator.chance(10) ? KeyNumbering.none : UInt64.random(in: 0..<9_000, using: &generator) << 40
            })
        var options = ExecutionOptions()
        let alone = try KeyNumbering(keys, options)
        (options.threads, options.morselSize) = (4, 1_000)
        let together = try KeyNumbering(keys, options)
        #expect(Array(alone.numbers.elements) == Array(together.numbers.elements))
        #expect(Set(alone.distinct.elements).count == alone.distinct.count)
        for row in 0..<count {
            let number = alone.numbers[row]
            #expect(keys[row] == (number == .max ? KeyNumbering.none : alone.distinct[Int(number)]))
        }
    }

    @Test("Rows are sorted by several keys, ties in their order", arguments: [0, 1, 600, 5_000])
    func sortedRows(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let first = (0..<count).map { _ in
            generator.chance(5) ? Missing.integer : Int64.random(in: -3...3, using: &generator) << 50
        }
        let second = (0..<count).map { _ in Int64.random(in: -40...40, using: &generator) }
        let keys = [
            (column: Column(type: .integer, storage: .integers(Buffer(first))), isDescending: true),
            (column: Column(type: .integer, storage: .integers(Buffer(second))), isDescending: false),
        ]
        let precedes = SortKeys(keys).precedes
        #expect(RowOrder.sorted(count, by: keys) == (0..<count).sorted(by: precedes).map { UInt32($0) })
        let numbers = Buffer(second + first)
        #expect(SortedKeys.sorted(numbers.elements) == numbers.elements.sorted())
    }
}
