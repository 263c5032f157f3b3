import CKernels
import Columnar

/// Cuts numbers into buckets whose width grows with the distance from zero: about a hundredth of it, and even within a
/// 65,536th of the range. Larger numbers never lie in smaller buckets. Most times to close are short and some are years:
/// buckets are narrow where most values are.
package struct RankScale: Sendable {
    /// So many cells, the buckets of all groups, are counted in the cache.
    package static let cellLimit = 65_536
    /// So many groups have many buckets each.
    static let wideGroups = Int(TALLY_CELL_GROUPS)

    let bits: Int
    /// The bounds that the scale was made for.
    private let bounds: (low: Double, high: Double)
    private let linear: Double
    private let origin: Int64
    private let shift: Int

    /// - Parameters:
    ///   - low, high: bounds of most of the values; what lies far outside falls into the outermost buckets.
    ///   - groupCount: at most 512.
    package init(low: Double, high: Double, groupCount: Int) {
        bits = groupCount <= RankScale.wideGroups ? 10 : 7
        bounds = (low, high)
        linear = max(abs(low), abs(high)) / 65_536
        let first = tally_rank_position(low, linear)
        let range = UInt64(bitPattern: tally_rank_position(high, linear) &- first)
        origin = first &- Int64(range / 8)
        shift = max(0, 64 - (range + range / 4).leadingZeroBitCount - bits)
    }

    private var scale: tally_rank_scale {
        tally_rank_scale(linear: linear, origin: origin, shift: Int32(shift), bits: Int32(bits))
    }

    /// The same scale for differences of times, which are less than 2 to the power of 31 units.
    func differences(_ difference: TimeDifference) -> tally_difference_scale {
        let unit = Double(difference.unit)
        let (low, high) = (bounds.low / unit, bounds.high / unit)
        let linear = Float(max(abs(low), abs(high)) / 65_536)
        func position(_ value: Double) -> Int64 {
            Int64(tally_difference_position(Int32(max(-0x7FFF_0000, min(0x7FFF_0000, value))), linear))
        }
        let start = position(low)
        let range = position(high) - start
        let first = max(Int64(Int32.min), start - range / 8)
        let shift = max(0, 64 - (range + range / 4).leadingZeroBitCount - bits)
        // The first bucket is of what is missing.
        let last = min(Int64(Int32.max), first + Int64((1 << bits) - 1) << Int64(shift) - 1)
        return tally_difference_scale(
            linear: linear, offset: Int32(difference.offset / difference.unit), first: Int32(first), last: Int32(last),
            shift: Int32(shift), bits: Int32(bits))
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
