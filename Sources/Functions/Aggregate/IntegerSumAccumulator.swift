import Columnar

/// Sums of whole numbers and durations in 128 bits: exact, in any order.
final class IntegerSumAccumulator: Accumulator {
    private let type: DataType
    private let isAverage: Bool
    private let sums: Buffer<Int128>
    private let counts: Buffer<Int64>
    private(set) var leftOut = 0

    init(type: DataType, isAverage: Bool, groupCount: Int) {
        self.type = type
        self.isAverage = isAverage
        sums = Buffer(repeating: 0, count: groupCount)
        counts = Buffer(repeating: 0, count: groupCount)
    }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .integers(let values)? = values?.storage else { return }
        let sums = sums.base
        let counts = counts.base
        var known = 0
        var row = 0
        while row < count {
            let value = values[row]
            let isKnown = value != Missing.integer
            let group = Int(groups[row])
            sums[group] &+= Int128(isKnown ? value : 0)
            counts[group] &+= isKnown ? 1 : 0
            known &+= isKnown ? 1 : 0
            row &+= 1
        }
        leftOut += count - known
    }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? IntegerSumAccumulator else { return }
        leftOut += other.leftOut
        for (group, target) in mapping.enumerated() {
            sums[Int(target)] += other.sums[group]
            counts[Int(target)] += other.counts[group]
        }
    }

    /// Sums stay whole; one beyond 64 bits is missing. The mean of whole numbers is a number; the mean of durations is a
    /// number of milliseconds at full precision, kept in double form.
    func finish() -> Column {
        if isAverage {
            let means = Buffer<Double>(uninitialized: sums.count)
            for group in 0..<sums.count {
                means.base[group] =
                    counts[group] == 0 ? Missing.number : IntegerSumAccumulator.quotient(sums[group], counts[group])
            }
            return Column(type: type == .duration ? .meanDuration : .number, storage: .numbers(means))
        }
        let totals = Buffer<Int64>(uninitialized: sums.count)
        for group in 0..<sums.count { totals.base[group] = Int64(exactly: sums[group]) ?? Missing.integer }
        return Column(type: type, storage: .integers(totals))
    }

    /// The double nearest to a quotient of whole numbers: the whole part is split off first, so that large sums lose
    /// nothing.
    private static func quotient(_ sum: Int128, _ count: Int64) -> Double {
        if sum.magnitude < 1 << 53 { return Double(Int64(sum)) / Double(count) }
        let (whole, rest) = sum.quotientAndRemainder(dividingBy: Int128(count))
        return Double(whole) + Double(Int64(rest)) / Double(count)
    }

    func empty(groupCount: Int) -> any Accumulator {
        IntegerSumAccumulator(type: type, isAverage: isAverage, groupCount: groupCount)
    }
}
