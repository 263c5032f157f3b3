import CKernels
import Columnar

extension AggregateFunction {
    package static let rate = AggregateFunction(
        "rate", signature: "c%",
        summary: """
            The share of rows where a condition is true, among the rows where it is known; kept as a pair, so that \
            totals add numerators and denominators. Missing for a group without known rows.
            """,
        example: "group by district show late%, (time_to_close <= 7d)%",
        type: { $0 == .boolean ? .result(.rate) : .refused("a share is of a condition, such as `late` or `(a < b)`") },
        { _ in .streaming { RateAccumulator(groupCount: $0) } })
}

/// Counts the rows where a condition is false, true and unknown.
final class RateAccumulator: Accumulator {
    /// Beyond so many groups a second lane would cost more memory than it saves time.
    private static let laneLimit = 8_192

    /// Four counts a group, side by side, by the condition's byte (the fourth is never used); few groups have them twice
    /// and count even and odd rows apart, so that a row need not wait for the count of the one before.
    private let counts: Buffer<Int64>
    private let groupCount: Int

    init(groupCount: Int) {
        self.groupCount = groupCount
        counts = Buffer(repeating: 0, count: (groupCount <= RateAccumulator.laneLimit ? 8 : 4) * groupCount)
    }

    var leftOut: Int { (0..<groupCount).reduce(0) { $0 + Int(count($1, Missing.boolean)) } }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .bytes(let flags)? = values?.storage else { return }
        let even = counts.base
        let odd = counts.count > 4 * groupCount ? even + 4 * groupCount : even
        var row = 0
        while row &+ 2 <= count {
            even[Int(groups[row]) &* 4 &+ Int(flags[row])] &+= 1
            odd[Int(groups[row &+ 1]) &* 4 &+ Int(flags[row &+ 1])] &+= 1
            row &+= 2
        }
        if row < count { even[Int(groups[row]) &* 4 &+ Int(flags[row])] &+= 1 }
    }

    /// The rows with each flag are counted by themselves: unknown ones only where there are any, and false ones are the rest.
    func update(groups: NarrowGroups, values: Vector?, count: Int) -> Bool {
        guard let bytes = groups.fewBytes, let rows = groups.rows, case .bytes(let flags)? = values?.storage else {
            return false
        }
        for code in 0..<groups.codeCount { counts[groups.group(code) * 4] += Int64(rows[code]) }
        let found = tally_all_bits(flags, count)
        for flag: UInt8 in [1, Missing.boolean] where found & flag != 0 {
            let capacity = groups.codeCount + Int(TALLY_COUNT_SLACK)
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { flagged in
                guard let base = flagged.baseAddress else { return }
                base.initialize(repeating: 0, count: capacity)
                RowMarks(flags, mark: flag).count(bytes, rows: count, codeCount: groups.codeCount, base)
                for code in 0..<groups.codeCount where base[code] > 0 {
                    counts[groups.group(code) * 4 + Int(flag)] += Int64(base[code])
                    counts[groups.group(code) * 4] -= Int64(base[code])
                }
            }
        }
        return true
    }

    private func count(_ group: Int, _ flag: UInt8) -> Int64 {
        let slot = group * 4 + Int(flag)
        return counts.count > 4 * groupCount ? counts[slot] + counts[slot + 4 * groupCount] : counts[slot]
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? RateAccumulator else { return }
        for (group, target) in mapping.enumerated() {
            for flag: UInt8 in 0...Missing.boolean {
                counts[Int(target) * 4 + Int(flag)] += other.count(group, flag)
            }
        }
    }

    func finish() -> Column {
        let numerators = Buffer<Double>(uninitialized: groupCount)
        let denominators = Buffer<Double>(uninitialized: groupCount)
        for group in 0..<groupCount {
            let (no, yes) = (count(group, 0), count(group, 1))
            numerators.base[group] = no + yes == 0 ? Missing.number : Double(yes)
            denominators.base[group] = Double(no + yes)
        }
        return Column(type: .rate, storage: .pairs(numerators, denominators))
    }

    func empty(groupCount: Int) -> any Accumulator { RateAccumulator(groupCount: groupCount) }
}
