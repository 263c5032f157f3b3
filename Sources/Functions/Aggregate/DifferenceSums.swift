import CKernels
import Columnar

/// Sums and counts of differences of times by group, as words that hold both (Differences.c), until they are settled.
package final class DifferenceSums {
    /// Brings what was added into the sums of a group: the sum in milliseconds, and how many rows were known and missing.
    package typealias Settle = (_ group: Int, _ sum: Int128, _ known: Int64, _ missing: Int64) -> Void

    private static let lanes = Int(TALLY_DIFFERENCE_LANES)
    /// The rows that a word has room for.
    private static let capacity = 16_384

    private var words = Buffer<UInt64>(uninitialized: 0)
    /// Whose words they are.
    private var groups: NarrowGroups?
    private var (unit, offset) = (Int64(1), Int64(0))
    /// How many rows a word holds at most.
    private var rows = 0

    package init() {}

    /// - Parameter settle: called for what is there when other groups come or a word might be full.
    package func add(_ difference: TimeDifference, _ groups: NarrowGroups, _ settle: Settle) {
        if let own = self.groups, !own.hasCodes(of: groups) { self.settle(settle) }
        (self.groups, unit, offset) = (groups, difference.unit, difference.offset)
        // Of each code a word for the differences and one for the rows without.
        let size = 2 * DifferenceSums.lanes * groups.codeCount
        if words.count < size { words = Buffer(repeating: 0, count: size) }
        var start = 0
        while start < difference.count {
            let count = min(difference.count - start, DifferenceSums.capacity)
            // The rows take turns; those that are left are in the first table, which may be all of few.
            let most = count / DifferenceSums.lanes + DifferenceSums.lanes
            if rows + most > DifferenceSums.capacity {
                self.settle(settle)
                self.groups = groups
            }
            let moved = difference.rows == nil ? start : 0
            let (left, right) = (difference.left + moved, difference.right.map { $0 + moved })
            let (rows, codeCount) = (difference.rows.map { $0 + start }, groups.codeCount)
            switch groups.codes {
            case .bytes(let codes):
                tally_add_differences_8(codes + start, left, right, rows, count, codeCount, words.base)
            case .words(let codes):
                tally_add_differences_16(codes + start, left, right, rows, count, codeCount, words.base)
            }
            self.rows += most
            start += count
        }
    }

    package func settle(_ settle: Settle) {
        guard let groups else { return }
        for code in 0..<groups.codeCount {
            var (sum, known, missing) = (Int64(0), Int64(0), Int64(0))
            for lane in 0..<DifferenceSums.lanes {
                let place = 2 * (lane * groups.codeCount + code)
                let word = Int64(bitPattern: words[place])
                // The sum is signed, and has borrowed from the count above it where it is negative.
                let low = (word << (64 - TALLY_DIFFERENCE_BITS)) >> (64 - TALLY_DIFFERENCE_BITS)
                sum += low
                known += (word - low) >> TALLY_DIFFERENCE_BITS
                missing += Int64(words[place + 1])
                words[place] = 0
                words[place + 1] = 0
            }
            if known + missing > 0 {
                let total = Int128(sum) * Int128(unit) + Int128(known) * Int128(offset)
                settle(groups.group(code), total, known, missing)
            }
        }
        (self.groups, rows) = (nil, 0)
    }
}
