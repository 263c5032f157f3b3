import CKernels
import Columnar

/// Synthetic columns of the shape of a city's requests, in the order of their times, and the kernels over them.
struct KernelData {
    /// Rows a call, as in the engine.
    static let batch = 2_048
    static let sorted = 600_000

    struct Kernel {
        let name: String
        /// What is read of the columns for each row.
        let bytes: Double
        /// Runs over the batch from a row on.
        let run: (_ start: Int) -> Void
    }

    let rowCount: Int
    private let opened: Buffer<Int64>
    private let closed: Buffer<Int64>
    private let days: Buffer<UInt16>
    private let hours: Buffer<UInt8>
    /// Codes below 12.
    private let months: Buffer<UInt8>
    private let types: Buffer<UInt16>
    private let addresses: Buffer<UInt32>
    /// One row of ten.
    private let flags: Buffer<UInt8>
    private let text: Buffer<UInt8>

    init(rowCount: Int) {
        self.rowCount = rowCount
        opened = Buffer(uninitialized: rowCount)
        closed = Buffer(uninitialized: rowCount)
        days = Buffer(uninitialized: rowCount)
        hours = Buffer(uninitialized: rowCount)
        months = Buffer(uninitialized: rowCount)
        types = Buffer(uninitialized: rowCount)
        addresses = Buffer(uninitialized: rowCount)
        flags = Buffer(uninitialized: rowCount)
        text = Buffer(uninitialized: rowCount)
        var state: UInt64 = 311
        for row in 0..<rowCount {
            // Knuth's generator is enough for numbers that are only looked up.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let random = state >> 33
            let time = Int64(row) * 30_000
            opened[row] = time
            // Seven of eight requests are closed, most of them soon.
            closed[row] = random % 8 == 0 ? Missing.integer : time + Int64(random % 1_000) * Int64(random % 3_000_000)
            days[row] = UInt16(time / Milliseconds.day % 4_000)
            hours[row] = UInt8(random % 24)
            months[row] = UInt8(random / 24 % 12)
            types[row] = UInt16(random % 300)
            addresses[row] = UInt32(random % 100_000)
            flags[row] = random % 10 == 0 ? 1 : 0
            text[row] = UInt8(65 + random % 26)
        }
    }

    /// Adds all times up, in eight sums that wait for nothing but memory.
    func readAll() {
        var sums = SIMD8<Int64>()
        let source = UnsafeRawPointer(opened.base)
        for offset in stride(from: 0, to: rowCount * 8, by: 64) {
            sums &+= source.loadUnaligned(fromByteOffset: offset, as: SIMD8<Int64>.self)
        }
        precondition(sums.wrappedSum() != 1)
    }

    var kernels: [Kernel] {
        let count = KernelData.batch
        let results = Buffer<Int64>(repeating: 0, count: count)
        let rows = Buffer<UInt32>(repeating: 0, count: count + Int(TALLY_KEEP_SLACK))
        let groups = Buffer<UInt32>(repeating: 3, count: count)
        let numbers = Buffer<UInt32>(repeating: 0, count: count)
        let shares = Buffer<UInt32>(repeating: 5, count: 4_096)
        let marks = Buffer<UInt8>(repeating: 0, count: count)
        let bits = Buffer<UInt32>(repeating: 0x1111_1111, count: 100_000 / 32 + 1)
        let found = Buffer<UInt32>(repeating: 0, count: rowCount / 32 + 1)
        // Every batch is one text, from its first byte to behind its last.
        let ends = Buffer<Int>(stride(from: 0, through: rowCount, by: count).map { $0 })
        let cells = Buffer<UInt16>(uninitialized: rowCount)
        let counts = Buffer<UInt16>(repeating: 0, count: 65_536)
        let wanted = Buffer<UInt8>(repeating: 0, count: 65_536)
        let list = Buffer(stride(from: UInt16(100), to: 65_000, by: 3_000).map { $0 })
        for cell in list.elements { wanted[Int(cell)] = 1 }
        // Three cells a group.
        let groupCount = Int(TALLY_CELL_GROUPS)
        let tables = Buffer((0..<3 * groupCount).map { UInt16($0 % groupCount << 10 + 100 * ($0 / groupCount + 1)) })
        let seconds = Buffer(opened.elements.map { UInt32(truncatingIfNeeded: $0 / 1_000 + 1) })
        let byCode = Buffer<UInt32>(repeating: 0, count: 4 * 256)
        let planes = [months, hours].compactMap { BitPlanes($0, codeCount: 25) }
        let sums = Buffer<Int64>(repeating: 0, count: 16)
        let linear = 45_776.0
        let scale = tally_rank_scale(linear: linear, origin: 0, shift: 46, bits: 10)
        let differences = tally_difference_scale(
            linear: 45.8, offset: 0, first: 0, last: 1_022 << 17, shift: 17, bits: 10)
        let words = Buffer<UInt64>(repeating: 0, count: 4 * 2 * 300)
        for start in stride(from: 0, to: rowCount, by: count) {
            tally_rank_integers(closed.base + start, groups.base, count, scale, cells.base + start)
        }
        let pattern: [UInt8] = Array("MAIN".utf8)
        return [
            Kernel(name: "difference of two times", bytes: 16) {
                tally_subtract(closed.base + $0, opened.base + $0, count, results.base)
            },
            Kernel(name: "difference of counts of seconds", bytes: 8) {
                tally_subtract_packed(
                    seconds.base + $0, seconds.base + $0, nil, count, 1_000, 0, results.base)
            },
            Kernel(name: "time compared with a constant", bytes: 8) {
                tally_compare_constant(TALLY_LESS, closed.base + $0, 3_000_000, count, 2, marks.base)
            },
            Kernel(name: "sums of few groups", bytes: 8) {
                _ = tally_add_to_groups(closed.base + $0, groups.base, count, sums.base)
            },
            Kernel(name: "counts of 25 codes", bytes: 1) {
                tally_count_few(hours.base + $0, count, 25, byCode.base)
            },
            Kernel(name: "counts of 12 codes where another is one", bytes: 2) {
                tally_count_few_marked(months.base + $0, hours.base + $0, 7, 1, count, 12, byCode.base)
            },
            Kernel(name: "the same by planes of bits, where there are any", bytes: 2) { start in
                let runs = planes.compactMap { $0.run(from: start) }
                guard runs.count == 2 else { return }
                tally_count_planes(
                    runs[0].base, runs[0].count, runs[1].base, runs[1].count, 7, 1, count / BitPlanes.blockRows, 12,
                    byCode.base)
            },
            Kernel(name: "counts of codes in memory", bytes: 1) {
                tally_count_8(hours.base + $0, count, 256, byCode.base)
            },
            Kernel(name: "rows with a flag, one of ten", bytes: 1) {
                _ = tally_keep_run(flags.base + $0, count, UInt32($0), rows.base)
            },
            Kernel(name: "groups of narrow codes", bytes: 1) {
                tally_add_shares_8(hours.base + $0, nil, nil, 7, count, numbers.base)
            },
            Kernel(name: "groups by hour, looked up", bytes: 1) {
                tally_add_few_shares(hours.base + $0, shares.base, count, numbers.base)
            },
            Kernel(name: "groups by day, looked up", bytes: 2) {
                tally_add_shares_16(days.base + $0, nil, shares.base, 0, count, numbers.base)
            },
            Kernel(name: "condition on an address", bytes: 4) {
                tally_test_bits(addresses.base + $0, nil, count, bits.base, marks.base)
            },
            Kernel(name: "buckets of durations", bytes: 8) {
                tally_rank_integers(closed.base + $0, groups.base, count, scale, cells.base)
            },
            Kernel(name: "buckets of differences", bytes: 8) {
                tally_rank_differences(
                    seconds.base + $0, seconds.base + $0, nil, groups.base, count, differences, cells.base)
            },
            Kernel(name: "sums of differences", bytes: 9) {
                tally_add_differences_8(
                    hours.base + $0, seconds.base + $0, seconds.base + $0, nil, count, 25, words.base)
            },
            Kernel(name: "sums of durations of 300 codes", bytes: 6) {
                tally_add_differences_16(types.base + $0, seconds.base + $0, nil, nil, count, 300, words.base)
            },
            Kernel(name: "counts of buckets", bytes: 2) {
                tally_count_cells(cells.base + $0, count, counts.base)
            },
            Kernel(name: "rows in a few buckets", bytes: 2) {
                _ = tally_find_cells(cells.base + $0, count, wanted.base, tables.base, 3, 10, rows.base)
            },
            Kernel(name: "text search, a byte a row", bytes: 1) {
                let text = $0 / count
                tally_mark_texts(self.text.base, ends.base, text, text + 1, pattern, pattern.count, found.base)
            },
        ]
    }

    /// Nanoseconds of a sort; the keys are copied anew for every run, which is counted.
    func sort() -> Double {
        let keys = Buffer<Int64>(uninitialized: KernelData.sorted)
        let scratch = Buffer<Int64>(uninitialized: KernelData.sorted)
        return Stopwatch.best {
            keys.base.update(from: closed.base, count: KernelData.sorted)
            tally_sort_keys(keys.base, scratch.base, KernelData.sorted)
        }
    }
}
