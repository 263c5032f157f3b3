import Columnar

/// Tells of a column whose texts are not looked up whether they repeat themselves after all: a few of them by what was there
/// lately, many of them by a sample, which holds all cells of a text or none.
struct RepeatSample: ~Copyable {
    /// One of so many texts is in the sample; a power of two, as is the number of texts that were there lately.
    private static let share: UInt32 = 64
    private static let recentCount: UInt32 = 1_024
    /// Fewer cells say nothing.
    private static let leastCells = 512

    private var texts = TextDictionaryBuilder(capacity: 16)
    private var cells = 0
    /// The hashes of texts that were there lately, each at the place that its low bits choose.
    private let recent = Buffer<UInt32>(repeating: 0, count: Int(recentCount))
    private var recentCells = 0
    private var repeats = 0

    @inline(__always)
    mutating func add(_ text: UnsafePointer<UInt8>, count length: Int) {
        let hash = TextDictionaryBuilder.hash(text, length)
        let place = recent.base + Int(hash & (RepeatSample.recentCount - 1))
        recentCells &+= 1
        repeats &+= place.pointee == hash ? 1 : 0
        place.pointee = hash
        // The low bits choose a place in the dictionary, too.
        if hash >> 16 & (RepeatSample.share - 1) == 0 {
            cells += 1
            _ = texts.code(of: text, count: length, hash: hash)
        }
    }

    /// Whether more than half of the cells hold a text that came before.
    var isRepetitive: Bool {
        recentCells > RepeatSample.leastCells && repeats * 2 > recentCells
            || cells > RepeatSample.leastCells && texts.count * 2 < cells
    }
}
