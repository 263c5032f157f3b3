import CKernels
import Columnar

/// The groups of some rows as bytes: the group of row `i` is `first + shares[bytes[i]]`.
///
/// Most questions have few groups: a dimension of at most 255 values, or one that is the same for all rows of a batch, as a
/// year is. Their rows are counted many at a time (Counts.c), five times as fast as by group numbers in 32 bits.
package struct NarrowGroups {
    /// Beyond so many codes adding to a place in memory is faster than comparing with each of them.
    package static let fewCodes = 48

    package let bytes: UnsafePointer<UInt8>
    /// All bytes are below this, which is 256 at most.
    package let codeCount: Int
    /// By code; there is room for those of TALLY_FEW_SHARES codes at least.
    package let shares: UnsafePointer<UInt32>
    package let first: UInt32
    /// The rows of each code, where those have been counted.
    package var rows: UnsafePointer<UInt32>?

    package init(
        _ bytes: UnsafePointer<UInt8>, codeCount: Int, shares: UnsafePointer<UInt32>, first: UInt32
    ) {
        (self.bytes, self.codeCount, self.shares, self.first) = (bytes, codeCount, shares, first)
    }

    /// The groups of other rows by the same codes.
    package func with(_ bytes: UnsafePointer<UInt8>) -> NarrowGroups {
        NarrowGroups(bytes, codeCount: codeCount, shares: shares, first: first)
    }

    package func group(_ code: Int) -> Int { Int(first &+ shares[code]) }

    /// Whether the codes are so few that rows with a flag are counted fast.
    var areFew: Bool { codeCount <= NarrowGroups.fewCodes / 2 }

    /// Calls `add` with the rows of each code that have the wanted flag.
    func countFlagged(
        _ flags: UnsafePointer<UInt8>, _ wanted: UInt8, rows: Int, add: (_ group: Int, _ rows: Int64) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: codeCount + 3) { counts in
            guard let base = counts.baseAddress else { return }
            base.initialize(repeating: 0, count: codeCount + 3)
            tally_count_few_flagged(bytes, flags, wanted, rows, UInt32(codeCount), base)
            for code in 0..<codeCount where base[code] > 0 { add(group(code), Int64(base[code])) }
        }
    }
}
