import CKernels
import Columnar
import Functions

/// The groups of the rows of a batch: as bytes where they are few, else as numbers, which bytes become for who asks.
final class GroupNumbers {
    private(set) var narrow: NarrowGroups?
    private let words: Buffer<UInt32>
    private var count = 0
    private var isWide = false

    init(capacity: Int) { words = Buffer(uninitialized: capacity + Compaction.slack) }

    /// Groups as bytes.
    func set(_ narrow: NarrowGroups, count: Int) { (self.narrow, self.count, isWide) = (narrow, count, false) }

    /// Groups as numbers, which the caller writes.
    func setNumbers() -> UnsafeMutablePointer<UInt32> {
        (narrow, isWide) = (nil, true)
        return words.base
    }

    var numbers: UnsafePointer<UInt32> {
        if !isWide, let narrow {
            words.base.update(repeating: narrow.first, count: count)
            if narrow.codeCount <= Int(TALLY_FEW_SHARES) {
                tally_add_few_shares(narrow.bytes, narrow.shares, count, words.base)
            } else {
                tally_add_shares_8(narrow.bytes, nil, narrow.shares, 0, count, words.base)
            }
            isWide = true
        }
        return UnsafePointer(words.base)
    }
}
