import CKernels
import Columnar

/// Cuts numbers into buckets whose width grows with the distance from zero: about a hundredth of it, and even within a
/// 65,536th of the range. Larger numbers never lie in smaller buckets. Most times to close are short and some are years:
/// buckets are narrow where most values are.
package struct RankScale: Sendable {
    let bits: Int
    private let linear: Double
    private let origin: Int64
    private let shift: Int

    /// - Parameters:
    ///   - low, high: bounds of most of the values; what lies far outside falls into the outermost buckets.
    ///   - groupCount: at most 512.
    package init(low: Double, high: Double, groupCount: Int) {
        bits = groupCount <= 64 ? 10 : 7
        linear = max(abs(low), abs(high)) / 65_536
        let first = tally_rank_position(low, linear)
        let range = UInt64(bitPattern: tally_rank_position(high, linear) &- first)
        origin = first &- Int64(range / 8)
        shift = max(0, 64 - (range + range / 4).leadingZeroBitCount - bits)
    }

    private var scale: tally_rank_scale {
        tally_rank_scale(linear: linear, origin: origin, shift: Int32(shift), bits: Int32(bits))
    }

    /// Writes the cells of some values; texts, conditions and pairs have none.
    func cells(_ values: Vector, groups: UnsafePointer<UInt32>, _ cells: UnsafeMutablePointer<UInt16>) {
        switch values.storage {
        case .integers(let items): tally_rank_integers(items, groups, values.count, scale, cells)
        case .numbers(let items): tally_rank_numbers(items, groups, values.count, scale, cells)
        default: preconditionFailure("only numbers have quantiles")
        }
    }
}
