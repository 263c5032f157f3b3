import CKernels
import Columnar
import Functions

/// The groups of the rows of a batch: as narrow codes where they are few, else as numbers, which codes become for who asks.
final class GroupNumbers {
    private(set) var narrow: NarrowGroups?
    private let words: Buffer<UInt32>
    private var count = 0
    private var isWide = false

    init(capacity: Int) { words = Buffer(uninitialized: capacity + Compaction.slack) }

    /// Groups as codes.
    func set(_ narrow: NarrowGroups, count: Int) { (self.narrow, self.count, isWide) = (narrow, count, false) }

    /// Groups as numbers, which the caller writes.
    func setNumbers() -> UnsafeMutablePointer<UInt32> {
        (narrow, isWide) = (nil, true)
        return words.base
    }

    var numbers: UnsafePointer<UInt32> {
        if !isWide, let narrow {
            words.base.update(repeating: narrow.first, count: count)
            switch narrow.codes {
            case .bytes(let bytes) where narrow.codeCount <= Int(TALLY_FEW_SHARES):
                tally_add_few_shares(bytes, narrow.shares, count, words.base)
            case .bytes(let bytes): tally_add_shares_8(bytes, nil, narrow.shares, 0, count, words.base)
            case .words(let codes): tally_add_shares_16(codes, nil, narrow.shares, 0, count, words.base)
            }
            isWide = true
        }
        return UnsafePointer(words.base)
    }
}
