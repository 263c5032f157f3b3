import CKernels
import Columnar

/// Sums and counts of differences of times by group, as words that hold both (Differences.c), until they are settled.
final class DifferenceSums {
    /// Brings what was added into the sums of a group: the sum in milliseconds, and how many rows were known and missing.
    typealias Settle = (_ group: Int, _ sum: Int128, _ known: Int64, _ missing: Int64) -> Void

    private static let (lanes, codes) = (4, 256)
    /// The rows that a word has room for.
    private static let capacity = 16_384

    private let words = Buffer<UInt64>(repeating: 0, count: DifferenceSums.lanes * 2 * DifferenceSums.codes)
    /// Whose words they are.
    private var groups: NarrowGroups?
    private var (unit, offset) = (Int64(1), Int64(0))
    /// How many rows a word holds at most.
    private var rows = 0

    /// - Parameter settle: called for what is there when other groups come or a word might be full.
    func add(_ difference: TimeDifference, _ groups: NarrowGroups, _ settle: Settle) {
        if let own = self.groups, own.first != groups.first || own.shares != groups.shares { self.settle(settle) }
        (self.groups, unit, offset) = (groups, difference.unit, difference.offset)
        var start = 0
        while start < difference.count {
            let count = min(difference.count - start, DifferenceSums.capacity)
            // The rows take turns; those that are left of a part are in the first table, which may be all of few.
            let most = count / DifferenceSums.lanes + DifferenceSums.lanes
            if rows + most > DifferenceSums.capacity {
                self.settle(settle)
                self.groups = groups
            }
            let moved = difference.rows == nil ? start : 0
            tally_add_differences(
                groups.bytes + start, difference.left + moved, difference.right.map { $0 + moved },
                difference.rows.map { $0 + start }, count, words.base)
            rows += most
            start += count
        }
    }

    func settle(_ settle: Settle) {
        guard let groups else { return }
        for code in 0..<groups.codeCount {
            var (sum, known, missing) = (Int64(0), Int64(0), Int64(0))
            for lane in 0..<DifferenceSums.lanes {
                let place = (2 * lane * DifferenceSums.codes) + code
                let word = Int64(bitPattern: words[place])
                // The sum is signed, and has borrowed from the count above it where it is negative.
                let low = (word << (64 - TALLY_DIFFERENCE_BITS)) >> (64 - TALLY_DIFFERENCE_BITS)
                sum += low
                known += (word - low) >> TALLY_DIFFERENCE_BITS
                missing += Int64(words[place + DifferenceSums.codes])
                words[place] = 0
                words[place + DifferenceSums.codes] = 0
            }
            if known + missing > 0 {
                let total = Int128(sum) * Int128(unit) + Int128(known) * Int128(offset)
                settle(groups.group(code), total, known, missing)
            }
        }
        (self.groups, rows) = (nil, 0)
    }
}
