import CKernels
import Columnar

/// Sums of whole numbers and durations in 128 bits: exact, in any order.
///
/// Rows are added in 64 bits, as long as the largest value of every batch says that no sum can have left them; only then are
/// the sums carried over.
final class IntegerSumAccumulator: SummedAccumulator {
    /// What may be added to a sum of 64 bits before it is carried over.
    private static let capacity = UInt64(1) << 62

    private let type: DataType
    private let isAverage: Bool
    private let sums: Buffer<Int128>
    /// Of every group what has been added since, and how many values it has.
    private let recent: Buffer<Int64>
    /// How much may still be added to any sum.
    private var room = IntegerSumAccumulator.capacity
    private(set) var leftOut = 0

    init(type: DataType, isAverage: Bool, groupCount: Int) {
        self.type = type
        self.isAverage = isAverage
        sums = Buffer(repeating: 0, count: groupCount)
        recent = Buffer(repeating: 0, count: 2 * groupCount)
    }

    func update(groups: UnsafePointer<UInt32>, values: Vector?, count: Int) {
        guard case .integers(let values)? = values?.storage else { return }
        // The largest value is at most this far from zero.
        let largest = tally_magnitudes(values, count) + 1
        let (sum, isBeyond) = largest.multipliedReportingOverflow(by: UInt64(count))
        guard !isBeyond, sum <= IntegerSumAccumulator.capacity else {
            return addOneByOne(groups, values, count)
        }
        if sum > room { carry() }
        room -= sum
        leftOut += count - Int(tally_add_to_groups(values, groups, count, recent.base))
    }

    func add(group: Int, sum: Int128, known: Int64, missing: Int64) {
        sums[group] += sum
        recent[2 * group + 1] += known
        leftOut += Int(missing)
    }

    private func addOneByOne(_ groups: UnsafePointer<UInt32>, _ values: UnsafePointer<Int64>, _ count: Int) {
        for row in 0..<count {
            guard values[row] != Missing.integer else {
                leftOut += 1
                continue
            }
            sums[Int(groups[row])] += Int128(values[row])
            recent[2 * Int(groups[row]) + 1] += 1
        }
    }

    private func carry() {
        for group in 0..<sums.count {
            sums[group] += Int128(recent[2 * group])
            recent[2 * group] = 0
        }
        room = IntegerSumAccumulator.capacity
    }

    private func sum(_ group: Int) -> Int128 { sums[group] + Int128(recent[2 * group]) }

    private func count(_ group: Int) -> Int64 { recent[2 * group + 1] }

    func merge(_ other: any Accumulator, mapping: [UInt32]) {
        guard let other = other as? IntegerSumAccumulator else { return }
        leftOut += other.leftOut
        for (group, target) in mapping.enumerated() {
            sums[Int(target)] += other.sum(group)
            recent[2 * Int(target) + 1] += other.count(group)
        }
    }

    /// Sums stay whole; one beyond 64 bits is missing. The mean of whole numbers is a number; the mean of durations is a
    /// number of milliseconds at full precision, kept in double form.
    func finish() -> Column {
        if isAverage {
            let means = Buffer<Double>(uninitialized: sums.count)
            for group in 0..<sums.count {
                means.base[group] =
                    count(group) == 0 ? Missing.number : IntegerSumAccumulator.quotient(sum(group), count(group))
            }
            return Column(type: type == .duration ? .meanDuration : .number, storage: .numbers(means))
        }
        let totals = Buffer<Int64>(uninitialized: sums.count)
        for group in 0..<sums.count { totals.base[group] = Int64(exactly: sum(group)) ?? Missing.integer }
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
