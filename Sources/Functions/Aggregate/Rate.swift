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

/// Counts the rows where a condition is known, and those where it is true.
final class RateAccumulator: Accumulator {
    /// Two counts a group, side by side: known and true.
    private let counts: Buffer<Int64>
    private(set) var leftOut = 0

    init(groupCount: Int) { counts = Buffer(repeating: 0, count: groupCount * 2) }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .bytes(let flags)? = values?.storage else { return }
        let counts = counts.base
        var unknown = 0
        var row = 0
        while row < count {
            let flag = flags[row]
            let slot = Int(groups[row]) &* 2
            let known = Int64(1 &- (flag >> 1))
            counts[slot] &+= known
            counts[slot &+ 1] &+= Int64(flag & 1)
            unknown &+= Int(flag >> 1)
            row &+= 1
        }
        leftOut += unknown
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? RateAccumulator else { return }
        leftOut += other.leftOut
        for (group, target) in mapping.enumerated() {
            counts[Int(target) * 2] += other.counts[group * 2]
            counts[Int(target) * 2 + 1] += other.counts[group * 2 + 1]
        }
    }

    func finish() -> Column {
        let groups = counts.count / 2
        let numerators = Buffer<Double>(uninitialized: groups)
        let denominators = Buffer<Double>(uninitialized: groups)
        for group in 0..<groups {
            let known = counts[group * 2]
            numerators.base[group] = known == 0 ? Missing.number : Double(counts[group * 2 + 1])
            denominators.base[group] = Double(known)
        }
        return Column(type: .rate, storage: .pairs(numerators, denominators))
    }

    func empty(groupCount: Int) -> any Accumulator { RateAccumulator(groupCount: groupCount) }
}
