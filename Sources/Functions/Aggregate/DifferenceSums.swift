import CKernels
import Columnar

/// Sums and counts of differences of times by group, as words that hold both (Differences.c), by code, until they are settled.
package final class DifferenceSums {
    /// Brings what was added into the sums of a group: the sum in milliseconds, and how many rows were known and missing.
    package typealias Settle = (_ group: Int, _ sum: Int128, _ known: Int64, _ missing: Int64) -> Void

    private static let lanes = Int(TALLY_DIFFERENCE_LANES)
    /// The rows that a word has room for.
    private static let capacity = 16_384

    private var words = Buffer<UInt64>(uninitialized: 0)
    /// What full words held: of each code the sum, in 64 bits the differences of two thousand million rows, then how many they
    /// are, then how many rows are without.
    private var totals = Buffer<Int64>(uninitialized: 0)
    /// Whose words they are.
    private var groups: NarrowGroups?
    private var (unit, offset) = (Int64(1), Int64(0))
    /// How many rows a word holds at most.
    private var rows = 0

    package init() {}

    /// - Parameter settle: called for what is there when other groups come.
    package func add(_ difference: TimeDifference, _ groups: NarrowGroups, _ settle: Settle) {
        if let own = self.groups, !own.hasCodes(of: groups) { self.settle(settle) }
        (self.groups, unit, offset) = (groups, difference.unit, difference.offset)
        // Of each code a word for the differences and one for the rows without.
        let size = 2 * DifferenceSums.lanes * groups.codeCount
        if words.count < size {
            words = Buffer(repeating: 0, count: size)
            totals = Buffer(repeating: 0, count: 3 * groups.codeCount)
        }
        var start = 0
        while start < difference.count {
            let count = min(difference.count - start, DifferenceSums.capacity)
            // The rows take turns; those that are left are in the first table, which may be all of few.
            let most = count / DifferenceSums.lanes + DifferenceSums.lanes
            if rows + most > DifferenceSums.capacity { empty(groups.codeCount) }
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

    /// Makes room in the words of so many codes.
    private func empty(_ codeCount: Int) {
        tally_settle_differences(words.base, codeCount, totals.base)
        rows = 0
    }

    package func settle(_ settle: Settle) {
        guard let groups else { return }
        let codeCount = groups.codeCount
        empty(codeCount)
        for code in 0..<codeCount {
            let (sum, known, missing) = (totals[code], totals[codeCount + code], totals[2 * codeCount + code])
            if known + missing > 0 {
                let total = Int128(sum) * Int128(unit) + Int128(known) * Int128(offset)
                settle(groups.group(code), total, known, missing)
            }
        }
        totals.base.update(repeating: 0, count: 3 * codeCount)
        self.groups = nil
    }
}
