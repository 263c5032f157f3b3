import CScan

/// The texts that a column had lately, as they stood in their cells, with their codes: what a dictionary is asked first. It
/// compares texts of up to 16 bytes as two numbers, and longer ones with copies of its own. It grows with the codes that it
/// sees.
final class SeenTexts {
    /// How many bytes of longer texts are kept; when there are more, all is forgotten.
    private static let room = 1 << 20
    private static let mostBits: UInt32 = 14
    /// When so many texts gave way there are too few places: three of eight texts may have fallen to the same two.
    private static let mostDisplaced = 64

    private var texts: UnsafeMutablePointer<tally_seen_text>
    /// There are places for twice 1 << `bits` texts, of which few are used: a text gives way when a third comes to its two.
    private var bits: UInt32 = 5
    private var copies: UnsafeMutablePointer<UInt8>?
    private var used = 0
    private var displaced = 0

    init() { texts = SeenTexts.places(5) }

    deinit {
        texts.deallocate()
        copies?.deallocate()
    }

    /// Writes the codes of the cells from `row` on up to the first that was not seen, whose row it returns.
    func encode(
        _ cells: inout tally_cells, from row: Int, into codes: UnsafeMutablePointer<UInt32>, missing: inout Int
    ) -> Int {
        tally_encode_cells(&cells, row, texts, bits, codes, &missing)
    }

    func add(_ cells: inout tally_cells, row: Int, _ code: UInt32) {
        let start = cells.starts[row * cells.start_stride] + cells.start_shift
        let length = Int(cells.ends[row * cells.stride] - start)
        guard length <= SeenTexts.room else { return }
        let isCrowded =
            bits < SeenTexts.mostBits && (code >> (bits - 1) != 0 || displaced > SeenTexts.mostDisplaced)
        if isCrowded || length > SeenTexts.room - used {
            if isCrowded { bits = min(bits + 2, SeenTexts.mostBits) }
            texts.deallocate()
            texts = SeenTexts.places(bits)
            (used, displaced) = (0, 0)
        }
        let copies = copies ?? .allocate(capacity: SeenTexts.room)
        self.copies = copies
        used += tally_see_cell(&cells, row, code, texts, bits, copies + used, SeenTexts.room - used, &displaced)
    }

    /// Pairs of places, each in a line of the cache of its own.
    private static func places(_ bits: UInt32) -> UnsafeMutablePointer<tally_seen_text> {
        let count = 2 << Int(bits)
        let places = UnsafeMutableRawPointer.allocate(
            byteCount: count * MemoryLayout<tally_seen_text>.stride, alignment: 64
        ).bindMemory(to: tally_seen_text.self, capacity: count)
        places.initialize(repeating: tally_seen_text(), count: count)
        return places
    }
}
