import Columnar

/// Cuts the range of some keys into buckets whose width grows with the distance from zero: about a hundredth of it, and
/// even within a 65,536th of the range. Larger keys never lie in smaller buckets.
struct RankScale {
    /// There are 2 to the power of `bits` buckets.
    let bits: Int
    private let areDoubles: Bool
    private let linear: Double
    private let origin: Int64
    private let shift: Int64

    init(_ parts: [CollectedPart], areDoubles: Bool, bits: Int) {
        var (low, high) = (Int64.max, Int64.min)
        for part in parts {
            let (keys, count) = (part.keys.base, part.count)
            var index = 0
            while index < count {
                low = min(low, keys[index])
                high = max(high, keys[index])
                index &+= 1
            }
        }
        self.bits = bits
        self.areDoubles = areDoubles
        let (lowest, highest) =
            areDoubles ? (OrderedKey.number(low), OrderedKey.number(high)) : (Double(low), Double(high))
        linear = max(abs(lowest), abs(highest)) / 65_536
        origin = RankScale.position(lowest, linear)
        let range = UInt64(bitPattern: RankScale.position(highest, linear) &- origin)
        shift = Int64(max(0, 64 - range.leadingZeroBitCount - bits))
    }

    /// The bits of a positive double are in the order of the doubles, and as good as its logarithm.
    @inline(__always) private static func position(_ value: Double, _ linear: Double) -> Int64 {
        let distance = Int64(bitPattern: (abs(value) + linear).bitPattern &- linear.bitPattern)
        return value < 0 ? -distance : distance
    }

    /// Writes each key's bucket, counted from `base` by its group.
    func cells(
        _ part: CollectedPart, _ mapping: UnsafePointer<UInt32>, _ cells: UnsafeMutablePointer<UInt32>
    ) {
        if areDoubles {
            each(part, mapping, cells) { OrderedKey.number($0) }
        } else {
            each(part, mapping, cells) { Double($0) }
        }
    }

    @inline(__always)
    private func each(
        _ part: CollectedPart, _ mapping: UnsafePointer<UInt32>, _ cells: UnsafeMutablePointer<UInt32>,
        _ value: (Int64) -> Double
    ) {
        let (groups, keys) = (part.groups.base, part.keys.base)
        let (linear, origin, shift, bits, count) = (linear, origin, shift, UInt32(bits), part.count)
        var index = 0
        while index < count {
            let position = RankScale.position(value(keys[index]), linear)
            let bucket = UInt32(truncatingIfNeeded: (position &- origin) &>> shift)
            cells[index] = mapping[Int(groups[index])] &<< bits | bucket
            index &+= 1
        }
    }
}
